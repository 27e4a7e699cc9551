//! Texts become one tree of nodes, each of which knows where the user wrote it.
//!
//! * In: the text of a document (JSON or YAML) and the name it is shown under.
//! * Out: [`Sources`] (the texts, kept for diagnostics) and a tree of [`Node`]s with the order of keys kept. Documents that
//!   it refers to become trees of a [`Library`] when they are asked for, as far as the user allows it.
//! * Afterwards: every node has an [`Origin`]; a repeated key is reported, not dropped in silence.

mod access;
mod address;
mod deserialize;
mod fault;
mod json_fault;
mod json_places;
mod json_tree;
mod library;
#[cfg(test)]
mod mutated;
mod node;
mod percent;
mod place;
mod pointer;
mod read;
mod shared;
mod source;
mod yaml_events;
mod yaml_fault;
mod yaml_lines;
mod yaml_places;
mod yaml_scalar;
mod yaml_tree;

pub(crate) use address::Address;
pub(crate) use deserialize::schema_of;
pub(crate) use library::{Document, Fetch, Library, LoadError, Origins};
pub(crate) use node::{Node, Object, Origin, SchemaId, SpanTarget, Value};
#[cfg(test)]
pub(crate) use place::Position;
pub(crate) use place::{Place, floor_boundary};
pub(crate) use pointer::{Pointer, escape, unescape};
pub(crate) use read::read;
pub(crate) use source::{Source, SourceId, Sources};
