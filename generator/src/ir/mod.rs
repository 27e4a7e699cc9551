//! The intermediate model: what a client has to do, without a trace of how the document said it.
//!
//! Everything after the lower stage sees this model and facts about it, never the document. All of it is documented,
//! since it is what the stages talk about.

mod constraints;
mod graph;
mod identity;
mod message;
mod operation;
mod pagination;
mod pointer;
mod same;
mod scalar;
mod security;
mod types;
mod view;
mod xml;

pub(crate) use constraints::{Constraint, Constraints};
pub(crate) use graph::components;
pub(crate) use identity::id_from_path;
pub(crate) use message::{Message, MessageParts};
pub(crate) use operation::{
    Body, BodyCodec, BodyPart, Codec, FixedHeader, Framing, GeneratedHeader, Header, Items, OfPart, Offer, Operation,
    OperationId, OtherBody, Parameter, ParameterForm, PartPlace, PartStyle, Payload, Reading, ResponseSide, Sample,
    TypedResponse,
};
pub(crate) use pagination::{LongRunning, NextPage, PagePlace, Pagination, ResultPlace};
pub(crate) use pointer::{PointerTarget, pointed, resolved};
pub(crate) use same::{Equivalence, Outline, is_same, outline};
pub(crate) use scalar::{IntKind, NumberKind, Scalar};
pub(crate) use security::{Grant, KeyForm, OAuthFlow, SecurityKind, SecurityScheme};
pub(crate) use types::{
    Component, Constant, DefaultValue, Discriminator, Enum, EnumValues, Extra, Field, Hint, Presence, Root, Step,
    Struct, Type, TypeDef, TypeId, TypeKind, Union, Variant,
};
pub(crate) use view::{Access, View, Views};
pub(crate) use xml::{Xml, XmlId, XmlKind, XmlNode, XmlRoot, XmlRootId, XmlSchema, XmlTables};

use crate::collections::HashMap;

use crate::config::Brackets;
use crate::document::Origin;
use crate::spec::Server;

/// A client as a whole.
#[derive(Clone, Debug, Default)]
pub(crate) struct Api {
    /// The title of the document.
    pub(crate) title: String,
    /// The version of the service, as the document says it.
    pub(crate) version: String,
    /// The description of the service, in Markdown.
    pub(crate) description: Option<String>,
    /// The version of a crate of the client, where it is not the first one.
    pub(crate) crate_version: Option<String>,
    /// The licence of the service, as an SPDX expression.
    pub(crate) license: Option<String>,
    /// The servers that the document names, in its order.
    pub(crate) servers: Vec<Server>,
    /// `true` if the document names any server; where it names none the base URL is known at run time only.
    pub(crate) names_servers: bool,
    /// Ways to authenticate, in document order.
    pub(crate) security_schemes: Vec<SecurityScheme>,
    /// Descriptions of tags.
    pub(crate) tags: Vec<(String, Option<String>)>,
    /// Operations in document order; [`OperationId`] is an index.
    pub(crate) operations: Vec<Operation>,
    /// Webhooks of the service.
    pub(crate) webhooks: Vec<Message>,
    /// Types in the order in which they were met; [`TypeId`] is an index.
    pub(crate) types: Vec<TypeDef>,
    /// Types that say the same as another one, each with that one; their names are other names for it.
    pub(crate) duplicates: HashMap<TypeId, Type>,
    /// The text that stands for the items of an array in style `deepObject`.
    pub(crate) brackets: Brackets,
    /// `true` if arrays and maps of answers may be `null`, and are empty then.
    pub(crate) lenient_nulls: bool,
    /// `true` if there are types and no calls.
    pub(crate) types_only: bool,
    /// `true` if the types are not named at the root of the client.
    pub(crate) types_apart: bool,
    /// The XML form of bodies.
    pub(crate) xml: XmlTables,
    /// The result of each schema of the document.
    pub(crate) schemas: Schemas,
}

/// The types that the schemas of a document became, for its coverage.
#[derive(Clone, Debug, Default)]
pub(crate) struct Schemas {
    /// Types by the place where the schema was written.
    pub(crate) types: HashMap<Origin, Type>,
    /// Schemas that were merged with others into one, with the place of that one; merges of merges come last.
    pub(crate) absorbed: Vec<(Origin, Origin)>,
}

impl Api {
    /// Base URLs that can be used as they are: of servers that are absolute, with the defaults of their variables.
    pub(crate) fn base_urls(&self) -> Vec<String> {
        let absolute = self.servers.iter().filter(|server| !server.is_relative());
        absolute.filter_map(Server::with_defaults).collect()
    }

    /// The one server that the document names, where its URL can be used as it is. Of two URLs that differ by `http` and `https` it is the
    /// latter. A variable with an empty default has to be set.
    pub(crate) fn only_server(&self) -> Option<String> {
        let is_whole = |server: &Server| {
            !server.is_relative()
                && server
                    .variables
                    .iter()
                    .all(|variable| variable.default.as_ref().is_some_and(|text| !text.is_empty()))
        };
        let urls: Option<Vec<String>> =
            self.servers.iter().map(|server| is_whole(server).then(|| server.with_defaults()).flatten()).collect();
        let urls = urls?;
        let (http, https) = ("http://", "https://");
        let secure = urls.iter().find(|url| url.starts_with(https)).or(urls.first())?;
        let bare = |url: &str| url.strip_prefix(https).or(url.strip_prefix(http)).map(str::to_owned);
        let host = bare(secure).filter(|host| !host.is_empty())?;
        urls.iter().all(|url| bare(url).as_ref() == Some(&host)).then(|| secure.clone())
    }

    /// Returns `true` if the security requirement of any operation names a scheme.
    pub(crate) fn requires_security(&self) -> bool {
        self.operations.iter().any(|operation| operation.security.iter().any(|needed| !needed.is_empty()))
    }

    /// A type by its id.
    pub(crate) fn ty(&self, id: TypeId) -> &TypeDef {
        &self.types[id.0]
    }

    /// The type behind other names for it. Names for each other have no end, and stand for themselves.
    pub(crate) fn resolved<'a>(&'a self, ty: &'a Type) -> &'a Type {
        let next = |ty: &&'a Type| match ty {
            Type::Named(id) => match &self.ty(*id).kind {
                TypeKind::Alias(to) => Some(to),
                _ => None,
            },
            _ => None,
        };
        std::iter::successors(Some(ty), next).take(self.types.len() + 1).last().unwrap_or(ty)
    }

    /// The type that stands for a type: the first one that says the same.
    pub(crate) fn original(&self, id: TypeId) -> TypeId {
        match self.duplicates.get(&id) {
            Some(Type::Named(original)) => *original,
            _ => id,
        }
    }

    /// A type with the originals in place of duplicates.
    pub(crate) fn with_originals(&self, ty: &Type) -> Type {
        ty.map_names(&|id| self.original(id))
    }

    /// The operation with an id.
    pub(crate) fn operation(&self, id: OperationId) -> &Operation {
        &self.operations[id.0]
    }

    /// All types with their ids.
    pub(crate) fn type_ids(&self) -> impl Iterator<Item = (TypeId, &TypeDef)> {
        self.types.iter().enumerate().map(|(index, def)| (TypeId(index), def))
    }

    /// All operations with their ids.
    pub(crate) fn operation_ids(&self) -> impl Iterator<Item = (OperationId, &Operation)> {
        self.operations.iter().enumerate().map(|(index, operation)| (OperationId(index), operation))
    }
}
