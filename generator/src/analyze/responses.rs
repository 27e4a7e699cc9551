//! Operations that answer with the same responses share one enum.

use crate::collections::HashMap;

use super::Group;
use crate::ir::{Api, Codec, OperationId, Reading, ResponseSide, Type};
use crate::spec::Status;

/// The responses of an operation, and how they are read.
type Responses<'a> = (ResponseSide, Reading, &'a [Status], Vec<(Codec, Type)>);

/// For each operation whose responses have types of their own, and the same ones as those of an earlier operation of its
/// group: that one. Services answer to most operations with the same errors; one enum for all of them is shorter to compile,
/// and one function can handle them.
pub(super) fn same(api: &Api, groups: &[Group]) -> HashMap<(OperationId, ResponseSide), OperationId> {
    let mut same = HashMap::default();
    // Within a group alone: an enum of another module would have to be imported from a place that nothing else leads
    // to.
    for group in groups {
        let mut seen: HashMap<Responses<'_>, OperationId> = HashMap::default();
        for (id, side) in group.operations.iter().flat_map(|id| ResponseSide::ALL.map(|side| (*id, side))) {
            let (payload, reading) = (api.operation(id).payload(side), api.operation(id).reading);
            if payload.codec != Codec::ByStatus {
                continue;
            }
            let responses =
                payload.responses.iter().map(|response| (response.codec, api.with_originals(&response.ty))).collect();
            let first = *seen.entry((side, reading, &payload.statuses, responses)).or_insert(id);
            if first != id {
                same.insert((id, side), first);
            }
        }
    }
    same
}
