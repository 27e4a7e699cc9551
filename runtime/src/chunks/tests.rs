use std::cell::{Cell, RefCell};
use std::future::{Ready, ready};
use std::rc::Rc;
use std::task::{Context, Poll};
use std::time::Duration;

use super::*;

fn lengths<T>(outcome: &Outcome<T, Vec<u32>, String>) -> Vec<usize> {
    outcome.chunks().iter().map(|chunk| chunk.range.len()).collect()
}

fn echo(rows: &[u32]) -> Ready<Result<Vec<u32>, String>> {
    ready(Ok(rows.to_vec()))
}

#[tokio::test]
async fn chunks_have_so_many_rows_and_the_last_one_the_rest() {
    let outcome = Chunks::of(0..10).rows(4).run(echo).await;
    let ranges: Vec<_> = outcome.chunks().iter().map(|chunk| chunk.range.clone()).collect();
    assert_eq!(ranges, [0..4, 4..8, 8..10]);
    assert_eq!(outcome.complete().unwrap().concat(), Vec::from_iter(0..10));
    for (rows, expected) in [(0, 0), (1, 1), (100, 1), (101, 2), (200, 2)] {
        let outcome = Chunks::of(0..rows).run(echo).await;
        assert_eq!(outcome.chunks().len(), expected, "{rows} rows");
        assert_eq!(outcome.complete().unwrap().concat(), Vec::from_iter(0..rows));
    }
    assert_eq!(lengths(&Chunks::of(0..3).rows(0).parallel(0).run(echo).await), [1, 1, 1]);
}

#[tokio::test]
async fn chunks_have_so_many_bytes_and_a_larger_row_is_alone() {
    // As JSON with a comma: 2, 2, 4, 8, 2 and 3 bytes.
    let rows = [1, 2, 333, 7_777_777, 5, 66];
    assert_eq!(lengths(&Chunks::of(rows).bytes(4).run(echo).await), [2, 1, 1, 1, 1]);
    assert_eq!(lengths(&Chunks::of(rows).bytes(5).run(echo).await), [2, 1, 1, 2]);
    assert_eq!(lengths(&Chunks::of(rows).bytes(1000).run(echo).await), [6]);
    assert_eq!(lengths(&Chunks::of(rows).bytes(1000).rows(4).run(echo).await), [4, 2]);
    assert_eq!(lengths(&Chunks::of(rows).bytes(2).rows(1).run(echo).await), [1; 6]);
    assert_eq!(Chunks::of(0..1000).bytes(1 << 20).run(echo).await.chunks().len(), 1, "no limit of rows beside bytes");
}

#[tokio::test(start_paused = true)]
async fn calls_are_parallel_up_to_the_limit_and_results_in_order() {
    let (running, most) = (Cell::new(0), Cell::new(0));
    let call = |rows: &[u32]| {
        let (first, rows, running, most) = (rows[0], rows.to_vec(), &running, &most);
        async move {
            running.set(running.get() + 1);
            most.set(most.get().max(running.get()));
            // Later ones are faster.
            tokio::time::sleep(Duration::from_millis(u64::from(1000 - first))).await;
            running.set(running.get() - 1);
            Ok::<_, String>(rows)
        }
    };
    let outcome = Chunks::of(0..100).rows(3).parallel(7).run(call).await;
    assert_eq!(outcome.complete().unwrap().concat(), Vec::from_iter(0..100));
    assert_eq!((most.get(), running.get()), (7, 0));
}

#[tokio::test]
async fn a_failed_chunk_costs_itself_alone_and_can_be_sent_again() {
    let sent = RefCell::new(Vec::new());
    let call = |rows: &[u32]| {
        sent.borrow_mut().push(rows[0]);
        ready(if rows[0] % 20 == 10 { Err(format!("no {}", rows[0])) } else { Ok(rows.to_vec()) })
    };
    let outcome = Chunks::of(0..45).rows(5).parallel(3).run(call).await;
    assert!(!outcome.is_complete());
    let failed: Vec<_> = outcome.failures().map(|(range, failed)| (range.clone(), failed.rows.clone())).collect();
    assert_eq!(failed, [(10..15, Vec::from_iter(10..15)), (30..35, Vec::from_iter(30..35))]);
    assert_eq!(format!("{outcome:?}"), "Outcome(9 chunks, 2 of them failed)");
    let incomplete = outcome.complete().expect_err("two chunks failed");
    assert_eq!(incomplete.to_string(), "2 of 9 chunks failed, the first with rows 10 to 14: no 10");

    sent.borrow_mut().clear();
    let mut outcome = incomplete.into_outcome();
    outcome
        .retry(|rows| {
            sent.borrow_mut().push(rows[0]);
            echo(rows)
        })
        .await;
    assert_eq!(*sent.borrow(), [10, 30], "only what failed is sent again");
    assert_eq!(outcome.complete().unwrap().concat(), Vec::from_iter(0..45));
}

#[tokio::test(start_paused = true)]
async fn a_retry_that_is_dropped_loses_nothing() {
    let refused = |_: &[u32]| ready(Err::<Vec<u32>, _>("busy".to_owned()));
    let mut outcome = Chunks::of(0..50).rows(10).parallel(3).run(refused).await;
    let sent = RefCell::new(Vec::new());
    let call = |rows: &[u32]| {
        let (rows, at) = (rows.to_vec(), rows[0]);
        sent.borrow_mut().push(at);
        async move {
            // The first is slow, the second fails again, and the others are done at once.
            tokio::time::sleep(Duration::from_millis(if at == 0 { 100 } else { 1 })).await;
            if at == 10 { Err("no".to_owned()) } else { Ok(rows) }
        }
    };
    let early = tokio::time::timeout(Duration::from_millis(50), outcome.retry(call)).await;
    assert!(early.is_err() && *sent.borrow() == [0, 10, 20, 30, 40], "{sent:?}");
    let failed = |(range, failed): (&std::ops::Range<usize>, &FailedChunk<u32, String>)| {
        (range.clone(), failed.error.clone(), failed.rows.clone())
    };
    let failures: Vec<_> = outcome.failures().map(failed).collect();
    let expected = [("busy", 0), ("no", 10)];
    let expected =
        expected.map(|(error, at)| (at..at + 10, error.to_owned(), Vec::from_iter(at as u32..at as u32 + 10)));
    assert_eq!(failures, expected, "the others have their results");
    outcome.retry(echo).await;
    assert_eq!(outcome.complete().unwrap().concat(), Vec::from_iter(0..50));
}

#[tokio::test(start_paused = true)]
async fn a_retry_has_no_more_calls_at_a_time_than_before() {
    let refused = |_: &[u32]| ready(Err::<Vec<u32>, _>("busy".to_owned()));
    let mut outcome = Chunks::of(0..40).rows(2).parallel(4).run(refused).await;
    let (running, most) = (Cell::new(0), Cell::new(0));
    let call = |rows: &[u32]| {
        let (rows, running, most) = (rows.to_vec(), &running, &most);
        async move {
            running.set(running.get() + 1);
            most.set(most.get().max(running.get()));
            tokio::time::sleep(Duration::from_millis(u64::from(rows[0] % 7))).await;
            running.set(running.get() - 1);
            Ok(rows)
        }
    };
    outcome.retry(call).await;
    assert_eq!((most.get(), running.get()), (4, 0));
    assert_eq!(outcome.complete().unwrap().concat(), Vec::from_iter(0..40));
}

#[tokio::test]
async fn progress_counts_rows_and_failures() {
    let mut lines = Vec::new();
    let call = |rows: &[u32]| ready(if rows.contains(&3) { Err(()) } else { Ok(()) });
    let chunks = Chunks::of(0..5).rows(2).parallel(1).on_progress(|progress| lines.push(progress.to_string()));
    let outcome = chunks.run(call).await;
    assert!(!outcome.is_complete());
    assert_eq!(lines, ["2 of 5 rows", "4 of 5 rows, 2 of them failed", "5 of 5 rows, 2 of them failed"]);
    let mut last = Progress::default();
    let unknown = Chunks::of((0..5).filter(|row| row % 2 == 0)).on_progress(|progress| last = progress);
    assert!(unknown.run(|_: &[u32]| ready(Ok::<_, ()>(()))).await.is_complete());
    assert_eq!((last.chunks, last.rows, last.failed_rows, last.total), (1, 3, 0, None));
}

#[tokio::test(start_paused = true)]
async fn a_stream_takes_no_more_rows_than_it_has_room_for() {
    let taken = Rc::new(Cell::new(0));
    let counted = taken.clone();
    // Without an end.
    let rows = (0_u32..).inspect(move |_| counted.set(counted.get() + 1));
    let call = |rows: &[u32]| {
        let rows = rows.to_vec();
        async move {
            // The first of each four is slow, and those behind it wait.
            let slow = rows[0] % 40 == 0;
            tokio::time::sleep(Duration::from_millis(if slow { 100 } else { 1 })).await;
            Ok::<_, ()>(rows)
        }
    };
    let mut stream = Chunks::of(rows).rows(10).parallel(4).stream(call);
    let mut dropped = 0;
    for number in 0..100_usize {
        // A future that is dropped loses nothing.
        let early = tokio::time::timeout(Duration::from_micros(1), stream.next()).await;
        let chunk = match early {
            Ok(chunk) => chunk,
            Err(_) => {
                dropped += 1;
                stream.next().await
            }
        };
        let chunk = chunk.expect("there is no end");
        assert_eq!(chunk.range, number * 10..number * 10 + 10);
        assert_eq!(chunk.result.unwrap()[0] as usize, chunk.range.start);
        assert!(taken.get() <= chunk.range.end + 4 * 10, "{} rows for {:?}", taken.get(), chunk.range);
    }
    assert!(dropped >= 25, "the slow ones at least: {dropped}");
}

/// A stream whose rows come one by one, each after a rest.
struct Slowly(std::ops::Range<u32>, bool);

impl Stream for Slowly {
    type Item = u32;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<u32>> {
        self.1 = !self.1;
        if self.1 {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(self.0.next())
    }
}

#[tokio::test]
async fn the_rows_of_a_stream_are_sent_alike() {
    let outcome = Chunks::of_stream(Slowly(0..25, false)).rows(10).run(echo).await;
    assert_eq!(lengths(&outcome), [10, 10, 5]);
    assert_eq!(outcome.complete().unwrap().concat(), Vec::from_iter(0..25));
}

#[tokio::test]
async fn an_outcome_can_be_awaited_on_any_thread() {
    let rows: Vec<u32> = (0..50).collect();
    let work = Chunks::of(rows).rows(7).on_progress(drop).run(echo);
    let outcome = tokio::spawn(work).await.expect("no panic");
    assert_eq!(outcome.complete().unwrap().concat().len(), 50);
}
