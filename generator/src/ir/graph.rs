//! Strongly connected components.

/// The number of the strongly connected component of each node (Tarjan's algorithm, without recursion since documents may
/// have long chains). Components are numbered from the end of the chains: one comes after those that it leads to.
pub(crate) fn components(count: usize, edges: impl Fn(usize) -> Vec<usize>) -> Vec<usize> {
    let mut search = Search {
        edges,
        index: vec![usize::MAX; count],
        low: vec![0; count],
        on_stack: vec![false; count],
        stack: Vec::new(),
        component: vec![usize::MAX; count],
        next_index: 0,
        next_component: 0,
    };
    for start in 0..count {
        if search.index[start] == usize::MAX {
            search.visit(start);
        }
    }
    search.component
}

// With a stack of its own: types are as deep as a document likes, and recursion would end the program.
struct Search<E> {
    edges: E,
    index: Vec<usize>,
    low: Vec<usize>,
    on_stack: Vec<bool>,
    stack: Vec<usize>,
    component: Vec<usize>,
    next_index: usize,
    next_component: usize,
}

impl<E: Fn(usize) -> Vec<usize>> Search<E> {
    fn visit(&mut self, start: usize) {
        let mut work = vec![(start, (self.edges)(start).into_iter())];
        self.open(start);
        while let Some((node, targets)) = work.last_mut() {
            let node = *node;
            match targets.next() {
                Some(target) if self.index[target] == usize::MAX => {
                    self.open(target);
                    work.push((target, (self.edges)(target).into_iter()));
                }
                Some(target) => {
                    if self.on_stack[target] {
                        self.low[node] = self.low[node].min(self.index[target]);
                    }
                }
                None => {
                    work.pop();
                    if let Some((parent, _)) = work.last() {
                        self.low[*parent] = self.low[*parent].min(self.low[node]);
                    }
                    self.close(node);
                }
            }
        }
    }

    fn open(&mut self, node: usize) {
        self.index[node] = self.next_index;
        self.low[node] = self.next_index;
        self.next_index += 1;
        self.stack.push(node);
        self.on_stack[node] = true;
    }

    fn close(&mut self, node: usize) {
        if self.low[node] != self.index[node] {
            return;
        }
        while let Some(member) = self.stack.pop() {
            self.on_stack[member] = false;
            self.component[member] = self.next_component;
            if member == node {
                break;
            }
        }
        self.next_component += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::components;

    #[test]
    fn a_component_comes_after_those_that_it_leads_to() {
        // 0 -> 1 <-> 2 -> 3, and 4 -> 4.
        let edges: [&[usize]; 5] = [&[1], &[2], &[1, 3], &[], &[4]];
        assert_eq!(components(5, |node| edges[node].to_vec()), [2, 1, 1, 0, 3]);
    }
}
