//! Pages: what the types of an answer and of a request say of the places that a rule names.

use crate::collections::HashSet;
use std::fmt;

use crate::document::escape;
use crate::grammar::nearest;
use crate::ir::{
    BodyCodec, Codec, Operation, PagePlace, Parameter, ParameterForm, PointerTarget, Scalar, Type, TypeKind,
    TypedResponse, is_same, pointed, resolved,
};
use crate::lower::registry::Registry;
use crate::spec::Status;

/// A response that may be a page: that of all successes, or of one status where they differ.
pub(super) struct Page {
    pub(super) status: Option<Status>,
    pub(super) response: TypedResponse,
}

impl fmt::Display for Page {
    /// A noun for it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.status {
            Some(status) => write!(f, "response with status {status}"),
            None => f.write_str("response"),
        }
    }
}

/// Reads something of pages from the responses of an operation. Where these differ by status, the first that fits counts,
/// beginning with 200. Otherwise the error is that of the likeliest page.
pub(super) fn of_responses<T>(
    operation: &Operation,
    say: impl Fn(&Page) -> Result<T, String>,
) -> Result<(Option<Status>, T), String> {
    // Each status may answer with another type; a rule holds for the page among them.
    let responses = operation.success.by_status().into_iter();
    let mut pages: Vec<Page> =
        responses.map(|(status, typed_response)| Page { status, response: typed_response }).collect();
    // The order is of likelihood, so that the error names the answer that the author had in mind.
    pages.sort_by_key(|page| (!is_readable(page.response.codec), page.status != Some(Status::Code(200)), page.status));
    let mut fault = None;
    for page in pages {
        match say(&page) {
            Ok(value) => return Ok((page.status, value)),
            Err(why) => fault = fault.or(Some(why)),
        }
    }
    Err(fault.unwrap_or_else(|| "it has no response that is a page".to_owned()))
}

impl Page {
    /// The type at a pointer.
    pub(super) fn at<'t>(&'t self, pointer: &str, types: &'t Registry<'_>) -> PointerTarget<'t> {
        match self.response.codec {
            codec if is_readable(codec) => pointed(&self.response.ty, pointer, &|id| types.def(id)),
            _ => PointerTarget::Nothing,
        }
    }

    /// Returns `true` if it can be a page at all.
    fn is_page(&self) -> Result<(), String> {
        match self.response.codec {
            codec if is_readable(codec) => Ok(()),
            Codec::Empty => Err(format!("its {self} has no content")),
            _ => Err(format!("its {self} is neither JSON nor XML")),
        }
    }

    /// The pointer, where there is an array.
    pub(super) fn listed(&self, pointer: &str, types: &Registry<'_>) -> Result<String, String> {
        self.is_page()?;
        match self.at(pointer, types) {
            PointerTarget::Typed(list @ Type::List(_)) if !holds_itself(list, types) => Ok(pointer.to_owned()),
            _ => Err(format!("its {self} has no array at `{pointer}`")),
        }
    }

    /// The pointer, where there is anything.
    pub(super) fn locate(&self, pointer: &str, types: &Registry<'_>) -> Result<String, String> {
        match self.at(pointer, types) {
            PointerTarget::Nothing => Err(format!("its {self} has nothing at `{pointer}`")),
            _ => Ok(pointer.to_owned()),
        }
    }

    /// The pointer, where there may be a text or a number.
    pub(super) fn text(&self, pointer: &str, types: &Registry<'_>) -> Result<String, String> {
        self.locate(pointer, types)?;
        match kind(self.at(pointer, types), types) {
            Kind::Text | Kind::Number | Kind::Open => Ok(pointer.to_owned()),
            Kind::Other => Err(format!("its {self} has neither a text nor a number at `{pointer}`")),
        }
    }

    /// The pointer to the one array: the answer itself, or a property of it.
    pub(super) fn only_list(&self, types: &Registry<'_>) -> Result<String, String> {
        self.is_page()?;
        let missing = |what: &str| Err(format!("its {self} {what}: set `items` to the pointer of the items"));
        let def = |id| types.def(id);
        let is_list = |ty| matches!(resolved(ty, &def), Type::List(_));
        match self.at("", types) {
            PointerTarget::Typed(Type::List(_)) => Ok(String::new()),
            PointerTarget::Typed(Type::Named(id)) => {
                let TypeKind::Struct(structure) = &types.def(*id).kind else {
                    return missing("is one of several types");
                };
                let mut lists = structure.fields.iter().filter(|field| is_list(&field.ty));
                match (lists.next(), lists.next()) {
                    // One array can only be the items; with two of them a guess would be wrong half of the time.
                    (Some(only), None) => Ok(pointer_to(&only.name)),
                    (None, _) => missing("has no array"),
                    _ => missing("has several arrays"),
                }
            }
            _ => missing("has no array"),
        }
    }

    /// The pointer to the value for the next request, where that has a place for it. A parameter takes a text or a
    /// number, a body a value of the same kind, which may be an array or an object too.
    pub(super) fn cursor(
        &self,
        pointer: &str,
        place: &PagePlace,
        operation: &Operation,
        types: &Registry<'_>,
    ) -> Result<String, String> {
        let (PagePlace::Body(to), Some(body)) = (place, &operation.body) else { return self.text(pointer, types) };
        self.locate(pointer, types)?;
        let (cursor_type, wanted) = (self.at(pointer, types), pointed(&body.ty, to, &|id| types.def(id)));
        let is_same = match (cursor_type, wanted) {
            (PointerTarget::Typed(cursor_type), PointerTarget::Typed(wanted)) => {
                is_same(cursor_type, wanted, &|id| types.def(id))
            }
            _ => true,
        };
        match (kind(cursor_type, types), kind(wanted, types)) {
            // Any value may be what the body wants, so nothing is refused that could work.
            (Kind::Open, _) | (_, Kind::Open) | (Kind::Text, Kind::Text) | (Kind::Number, Kind::Number) => {}
            _ if is_same => {}
            _ => return Err(format!("its body has another kind of value at `{to}` than its {self} at `{pointer}`")),
        }
        Ok(pointer.to_owned())
    }
}

// Pages are read by pointers, and only these forms have any.
/// Returns `true` if values can be found in a body by pointers: in its JSON, or the JSON form of its XML.
fn is_readable(codec: Codec) -> bool {
    codec.is_json() || matches!(codec, Codec::Xml(_))
}

/// An error where a request has no place for a text.
pub(super) fn takes_text(place: &PagePlace, operation: &Operation, types: &Registry<'_>) -> Result<(), String> {
    let (PagePlace::Body(to), Some(body)) = (place, &operation.body) else { return Ok(()) };
    match kind(pointed(&body.ty, to, &|id| types.def(id)), types) {
        Kind::Text | Kind::Open => Ok(()),
        Kind::Number | Kind::Other => Err(format!("its body has no text at `{to}`")),
    }
}

// A list of itself has no items that could be handed out one by one.
/// Returns `true` if a list is one of itself, by whatever names: it becomes any JSON value.
fn holds_itself(list: &Type, types: &Registry<'_>) -> bool {
    let mut seen = HashSet::default();
    let mut open = list.mentioned();
    while let Some(id) = open.pop() {
        let TypeKind::Alias(to) = &types.def(id).kind else { continue };
        if std::ptr::eq(to, list) {
            return true;
        }
        if seen.insert(id) {
            open.extend(to.mentioned());
        }
    }
    false
}

/// The parameter with a name, which can have the values of several pages.
pub(super) fn parameter(parameters: &[Parameter], name: &str) -> Result<PagePlace, String> {
    let position = parameters.iter().position(|parameter| parameter.name == name);
    match position {
        Some(index) if parameters[index].form == ParameterForm::Plain => Ok(PagePlace::Parameter(index)),
        Some(_) => Err(format!("its parameter `{name}` is no single text or number")),
        None => {
            let suggestion = nearest(name, parameters.iter().map(|parameter| parameter.name.as_str()));
            Err(format!("it has no parameter `{name}`{}", suggestion_note(suggestion)))
        }
    }
}

/// The place in the body of an operation, for a number where it is counted.
pub(super) fn in_body(
    operation: &Operation,
    pointer: &str,
    counts: bool,
    types: &Registry<'_>,
) -> Result<PagePlace, String> {
    let body = operation.body.as_ref().ok_or("it has no body")?;
    if !matches!(body.codec, BodyCodec::Json | BodyCodec::Xml | BodyCodec::Form) {
        return Err("its body is neither JSON nor a form".to_owned());
    }
    let def = |id| types.def(id);
    let property = pointed(&body.ty, pointer, &def);
    match (property, kind(property, types)) {
        (PointerTarget::Nothing, _) => {
            let suggestion = near_property(&body.ty, pointer, types);
            Err(format!("its body has nothing at `{pointer}`{}", suggestion_note(suggestion.as_deref())))
        }
        (_, Kind::Text | Kind::Other) if counts => Err(format!("its body has no number at `{pointer}`")),
        _ => Ok(PagePlace::Body(pointer.to_owned())),
    }
}

/// The pointer to the property that is called most like the last one of a pointer.
fn near_property(ty: &Type, pointer: &str, types: &Registry<'_>) -> Option<String> {
    let (parent, name) = pointer.rsplit_once('/')?;
    let PointerTarget::Typed(Type::Named(id)) = pointed(ty, parent, &|id| types.def(id)) else { return None };
    let TypeKind::Struct(structure) = &types.def(*id).kind else { return None };
    let suggestion = nearest(name, structure.fields.iter().map(|field| field.name.as_str()))?;
    Some(format!("{parent}{}", pointer_to(suggestion)))
}

fn suggestion_note(suggestion: Option<&str>) -> String {
    suggestion.map(|suggestion| format!(", did you mean `{suggestion}`?")).unwrap_or_default()
}

/// The pointer to a property (RFC 6901, section 3).
pub(super) fn pointer_to(property: &str) -> String {
    format!("/{}", escape(property))
}

/// The kind of a value in JSON.
enum Kind {
    Text,
    Number,
    /// An array, an object or a boolean.
    Other,
    /// Any of these.
    Open,
}

fn kind(property: PointerTarget<'_>, types: &Registry<'_>) -> Kind {
    let PointerTarget::Typed(ty) = property else { return Kind::Open };
    match ty {
        Type::Int(_) | Type::Float32 | Type::Float64 => Kind::Number,
        Type::Scalar(Scalar::UnixTime | Scalar::ExactInteger | Scalar::ExactNumber | Scalar::Numeric(_)) => {
            Kind::Number
        }
        Type::String | Type::Scalar(_) | Type::Bytes => Kind::Text,
        Type::Bool | Type::AnyObject | Type::List(_) | Type::Map(_) | Type::Tuple(_) => Kind::Other,
        Type::Named(id) if matches!(types.def(*id).kind, TypeKind::Struct(_)) => Kind::Other,
        Type::Named(_) | Type::Any | Type::Nullable(_) | Type::Foreign(_) => Kind::Open,
    }
}
