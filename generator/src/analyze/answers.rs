//! Which operations answer with the same responses.

use std::collections::HashMap;

use super::Group;
use crate::ir::{Api, Codec, OperationId, Reading, Side, Type};
use crate::spec::Status;

/// The responses of an operation, and how they are read.
type Responses<'a> = (Side, Reading, &'a [Status], Vec<(Codec, Type)>);

/// For each operation whose responses have types of their own, and the same ones as those of an earlier operation of its
/// group: that one. Services answer to most operations with the same errors; one enum for all of them is shorter to compile,
/// and one function can handle them.
pub(super) fn same(api: &Api, groups: &[Group]) -> HashMap<(OperationId, Side), OperationId> {
    let mut same = HashMap::new();
    for group in groups {
        let mut known: HashMap<Responses<'_>, OperationId> = HashMap::new();
        for (id, side) in group.operations.iter().flat_map(|id| Side::BOTH.map(|side| (*id, side))) {
            let (payload, reading) = (api.operation(id).payload(side), api.operation(id).reading);
            if payload.codec != Codec::ByStatus {
                continue;
            }
            let answers = payload.answers.iter().map(|answer| (answer.codec, api.with_originals(&answer.ty))).collect();
            let first = *known.entry((side, reading, &payload.statuses, answers)).or_insert(id);
            if first != id {
                same.insert((id, side), first);
            }
        }
    }
    same
}
