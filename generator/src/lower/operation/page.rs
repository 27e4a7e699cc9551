//! Pages: what the types of an answer and of a request say of the places that a rule names.

use std::collections::HashSet;
use std::fmt;

use crate::document::escape;
use crate::grammar::nearest;
use crate::ir::{
    Answer, BodyCodec, Codec, Operation, PagePlace, Parameter, ParameterForm, Pointed, Scalar, Type, TypeKind, is_same,
    pointed, resolved,
};
use crate::lower::registry::Registry;
use crate::spec::Status;

/// An answer that may be a page: what a success carries, or what it carries with one of its statuses where that differs.
pub(super) struct Page {
    pub(super) status: Option<Status>,
    pub(super) answer: Answer,
}

impl fmt::Display for Page {
    /// A noun for it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.status {
            Some(status) => write!(f, "answer with status {status}"),
            None => f.write_str("answer"),
        }
    }
}

/// Asks the answers of an operation for something of pages. Where they differ by status it is said of the first that it is
/// true of, beginning with 200; otherwise the error is that of the one that is most likely a page.
pub(super) fn of_answers<T>(
    operation: &Operation,
    say: impl Fn(&Page) -> Result<T, String>,
) -> Result<(Option<Status>, T), String> {
    let answers = operation.success.by_status().into_iter();
    let mut pages: Vec<Page> = answers.map(|(status, answer)| Page { status, answer }).collect();
    pages.sort_by_key(|page| (!is_readable(page.answer.codec), page.status != Some(Status::Code(200)), page.status));
    let mut fault = None;
    for page in pages {
        match say(&page) {
            Ok(said) => return Ok((page.status, said)),
            Err(why) => fault = fault.or(Some(why)),
        }
    }
    Err(fault.unwrap_or_else(|| "it has no answer that is a page".to_owned()))
}

impl Page {
    /// The type at a pointer.
    pub(super) fn at<'t>(&'t self, pointer: &str, types: &'t Registry<'_>) -> Pointed<'t> {
        match self.answer.codec {
            codec if is_readable(codec) => pointed(&self.answer.ty, pointer, &|id| types.def(id)),
            _ => Pointed::Nothing,
        }
    }

    /// Returns `true` if it can be a page at all.
    fn is_page(&self) -> Result<(), String> {
        match self.answer.codec {
            codec if is_readable(codec) => Ok(()),
            Codec::Empty => Err(format!("its {self} has no content")),
            _ => Err(format!("its {self} is neither JSON nor XML")),
        }
    }

    /// The pointer, where there is an array.
    pub(super) fn listed(&self, pointer: &str, types: &Registry<'_>) -> Result<String, String> {
        self.is_page()?;
        match self.at(pointer, types) {
            Pointed::Typed(list @ Type::List(_)) if !holds_itself(list, types) => Ok(pointer.to_owned()),
            _ => Err(format!("its {self} has no array at `{pointer}`")),
        }
    }

    /// The pointer, where there is anything.
    pub(super) fn there(&self, pointer: &str, types: &Registry<'_>) -> Result<String, String> {
        match self.at(pointer, types) {
            Pointed::Nothing => Err(format!("its {self} has nothing at `{pointer}`")),
            _ => Ok(pointer.to_owned()),
        }
    }

    /// The pointer, where there may be a text or a number.
    pub(super) fn text(&self, pointer: &str, types: &Registry<'_>) -> Result<String, String> {
        self.there(pointer, types)?;
        match kind(self.at(pointer, types), types) {
            Kind::Text | Kind::Number | Kind::Open => Ok(pointer.to_owned()),
            Kind::Other => Err(format!("its {self} has neither a text nor a number at `{pointer}`")),
        }
    }

    /// The pointer to the one array: the answer itself, or a property of it.
    pub(super) fn only_list(&self, types: &Registry<'_>) -> Result<String, String> {
        self.is_page()?;
        let missing = |what: &str| Err(format!("its {self} {what}: `items` has to say where the items are"));
        let def = |id| types.def(id);
        let is_list = |ty| matches!(resolved(ty, &def), Type::List(_));
        match self.at("", types) {
            Pointed::Typed(Type::List(_)) => Ok(String::new()),
            Pointed::Typed(Type::Named(id)) => {
                let TypeKind::Struct(structure) = &types.def(*id).kind else {
                    return missing("is one of several types");
                };
                let mut lists = structure.fields.iter().filter(|field| is_list(&field.ty));
                match (lists.next(), lists.next()) {
                    (Some(only), None) => Ok(pointer_to(&only.name)),
                    (None, _) => missing("has no array"),
                    _ => missing("has several arrays"),
                }
            }
            _ => missing("has no array"),
        }
    }

    /// The pointer to what is put into a request, where that has a place for it: into a parameter a text or a number, into a
    /// body a value of the same kind, which may be an array or an object too.
    pub(super) fn cursor(
        &self,
        pointer: &str,
        place: &PagePlace,
        operation: &Operation,
        types: &Registry<'_>,
    ) -> Result<String, String> {
        let (PagePlace::Body(to), Some(body)) = (place, &operation.body) else { return self.text(pointer, types) };
        self.there(pointer, types)?;
        let (own, wanted) = (self.at(pointer, types), pointed(&body.ty, to, &|id| types.def(id)));
        let is_same = match (own, wanted) {
            (Pointed::Typed(own), Pointed::Typed(wanted)) => is_same(own, wanted, &|id| types.def(id)),
            _ => true,
        };
        match (kind(own, types), kind(wanted, types)) {
            (Kind::Open, _) | (_, Kind::Open) | (Kind::Text, Kind::Text) | (Kind::Number, Kind::Number) => {}
            _ if is_same => {}
            _ => return Err(format!("its body has another kind of value at `{to}` than its {self} at `{pointer}`")),
        }
        Ok(pointer.to_owned())
    }
}

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

/// Returns `true` if a list is one of itself, by whatever names: it becomes any JSON value.
fn holds_itself(list: &Type, types: &Registry<'_>) -> bool {
    let mut seen = HashSet::new();
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
    let found = parameters.iter().position(|parameter| parameter.name == name);
    match found {
        Some(index) if parameters[index].form == ParameterForm::Plain => Ok(PagePlace::Parameter(index)),
        Some(_) => Err(format!("its parameter `{name}` is no single text or number")),
        None => {
            let meant = nearest(name, parameters.iter().map(|parameter| parameter.name.as_str()));
            Err(format!("it has no parameter `{name}`{}", meant_instead(meant)))
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
    let found = pointed(&body.ty, pointer, &def);
    match (found, kind(found, types)) {
        (Pointed::Nothing, _) => {
            let meant = near_property(&body.ty, pointer, types);
            Err(format!("its body has nothing at `{pointer}`{}", meant_instead(meant.as_deref())))
        }
        (_, Kind::Text | Kind::Other) if counts => Err(format!("its body has no number at `{pointer}`")),
        _ => Ok(PagePlace::Body(pointer.to_owned())),
    }
}

/// The pointer to the property that is called most like the last one of a pointer.
fn near_property(ty: &Type, pointer: &str, types: &Registry<'_>) -> Option<String> {
    let (parent, name) = pointer.rsplit_once('/')?;
    let Pointed::Typed(Type::Named(id)) = pointed(ty, parent, &|id| types.def(id)) else { return None };
    let TypeKind::Struct(structure) = &types.def(*id).kind else { return None };
    let meant = nearest(name, structure.fields.iter().map(|field| field.name.as_str()))?;
    Some(format!("{parent}{}", pointer_to(meant)))
}

fn meant_instead(meant: Option<&str>) -> String {
    meant.map(|meant| format!(", did you mean `{meant}`?")).unwrap_or_default()
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

fn kind(found: Pointed<'_>, types: &Registry<'_>) -> Kind {
    let Pointed::Typed(ty) = found else { return Kind::Open };
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
