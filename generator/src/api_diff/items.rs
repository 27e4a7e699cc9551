//! The items of a client that programs can name, read from its code.

use crate::collections::HashMap;
use std::collections::BTreeMap;

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::{
    Attribute, Fields, File, FnArg, ImplItem, Item, ItemMacro, Signature, Token, TraitItem, UseTree, Visibility,
};

use super::ItemKind;
use crate::emit::one_line;
use crate::inspect::{Inspection, OperationInfo};

/// An item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ClientItem {
    /// As Rust writes it, without its documentation.
    pub(super) text: String,
    /// The text as the compiler compares it: without the names of arguments.
    pub(super) contract: String,
    /// The names of the arguments of a function.
    pub(super) arguments: Vec<String>,
    /// `true` for a function that makes a value of the type that it belongs to: its arguments are fields.
    pub(super) is_constructor: bool,
    /// The path of the item that it is a part of.
    pub(super) parent: Option<String>,
    /// `true` if callers can list all its parts: in the literal of a struct, or in the arms of a `match`.
    pub(super) is_exhaustive: bool,
}

/// The items of a client.
#[derive(Clone, Debug, Default)]
pub(crate) struct ClientItems {
    /// By kind and path.
    pub(super) items: BTreeMap<(String, ItemKind), ClientItem>,
    /// The private code about each item, by its path: how it is read and written.
    pub(super) private: BTreeMap<String, Vec<String>>,
    /// The JSON Pointer of types and methods, by path.
    pub(super) pointers: HashMap<String, String>,
    /// The request line of methods, such as `GET /pets`, by path.
    pub(super) requests: HashMap<String, String>,
    /// The path of the type behind an operation, by that of its method.
    pub(super) markers: HashMap<String, String>,
}

impl ClientItems {
    /// Reads the code of a client, and its description.
    ///
    /// # Panics
    /// The text is no Rust, which the emitter does not write.
    pub(crate) fn read(module: &str, inspection: &Inspection) -> Self {
        let file: File = syn::parse_file(module).expect("generated code is Rust");
        let mut reader = Reader::default();
        reader.items("", &file.items);
        let mut items = reader.items;
        for operation in &inspection.operations {
            items.operation(operation);
        }
        for ty in &inspection.types {
            items.pointers.entry(ty.rust.clone()).or_insert_with(|| ty.pointer.clone());
        }
        for (marker, headers) in &reader.headers {
            if let Some(method) = reader.methods.get(marker) {
                items.insert(ItemKind::Headers, method, headers.clone(), Some(method.clone()), false);
            }
        }
        // Longer names last: `ListPetsHeaders` may belong to `ListPets`, or to an operation `ListPetsHeaders`.
        let mut markers: Vec<(String, String)> = reader.methods.into_iter().collect();
        markers.sort_by_key(|(marker, _)| marker.len());
        for (marker, method) in markers {
            items.adopt(&marker, &method);
        }
        items
    }

    /// Gives a method what stands with the type that names its operation in `Call<…>`: people know the operation by its method.
    fn adopt(&mut self, marker: &str, method: &str) {
        self.markers.insert(method.to_owned(), marker.to_owned());
        if let Some(code) = self.private.remove(marker) {
            self.private.entry(method.to_owned()).or_default().extend(code);
        }
        let Some((module, name)) = marker.rsplit_once("::") else { return };
        // The map is sorted by path, so what belongs to a call stands together.
        let call = format!("{module}::Call<{name}>");
        let begins = |path: &str, with: &str| path.starts_with(with);
        let range = self.items.range_mut((call.clone(), ItemKind::Struct)..);
        for (_, item) in range.take_while(|((path, _), _)| begins(path, &call)) {
            item.parent = Some(method.to_owned());
        }
        let range = self.items.range_mut((marker.to_owned(), ItemKind::Struct)..);
        for (_, item) in range.take_while(|((path, _), _)| begins(path, marker)) {
            if item.parent.as_deref() == Some(module) {
                item.parent = Some(method.to_owned());
            }
        }
    }

    fn operation(&mut self, operation: &OperationInfo) {
        let path = &operation.rust;
        self.pointers.insert(path.clone(), operation.pointer.clone());
        self.requests.insert(path.clone(), format!("{} {}", operation.method, operation.path));
        let after = operation.item.as_ref().or(operation.result.as_ref());
        let types = [
            (ItemKind::Output, Some(&operation.success.ty)),
            (ItemKind::Failure, Some(&operation.failure.ty)),
            (ItemKind::Continuation, after),
        ];
        for (kind, ty) in types {
            if let Some(ty) = ty {
                self.insert(kind, path, ty.clone(), Some(path.clone()), false);
            }
        }
    }

    fn insert(&mut self, kind: ItemKind, path: &str, text: String, parent: Option<String>, is_exhaustive: bool) {
        let (contract, arguments) = (text.clone(), Vec::new());
        let item = ClientItem { contract, text, arguments, is_constructor: false, parent, is_exhaustive };
        self.items.insert((path.to_owned(), kind), item);
    }

    /// A function or method, behind the path of its owner.
    fn function(&mut self, owner: &str, function: &Signature, parent: Option<String>) {
        let mut unnamed = function.clone();
        let mut arguments = Vec::new();
        for argument in &mut unnamed.inputs {
            if let FnArg::Typed(argument) = argument {
                arguments.push(one_line(&argument.pat.to_token_stream()));
                *argument.pat = syn::parse_quote!(_);
            }
        }
        let item = ClientItem {
            text: signature(owner, function),
            contract: signature(owner, &unnamed),
            arguments,
            is_constructor: function.receiver().is_none() && one_line(&function.output.to_token_stream()) == "-> Self",
            parent,
            is_exhaustive: false,
        };
        self.items.insert((join(owner, &function.ident), ItemKind::Function), item);
    }
}

/// The types that `rt::union_from!` makes a union of, each with the variant: `Pet { Dog(Dog), Text(String) } text Text`.
struct UnionConversions {
    types: Vec<(syn::Ident, syn::Type)>,
    /// The variant of all texts.
    text: Option<syn::Ident>,
}

impl Parse for UnionConversions {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        input.parse::<syn::Ident>()?;
        let variants;
        syn::braced!(variants in input);
        let variant = |input: ParseStream<'_>| {
            let variant = input.parse()?;
            let ty;
            syn::parenthesized!(ty in input);
            let parsed = (variant, ty.parse()?);
            // `, boxed`
            ty.parse::<TokenStream>()?;
            Ok(parsed)
        };
        let types = variants.parse_terminated(variant, Token![,])?.into_iter().collect();
        let text = input.parse::<Option<syn::Ident>>()?.map(|_| input.parse()).transpose()?;
        Ok(Self { types, text })
    }
}

/// Walks over the code of a client.
#[derive(Default)]
struct Reader {
    items: ClientItems,
    /// The path of the type behind an operation, and that of its first method.
    methods: HashMap<String, String>,
    /// The type of the headers of an operation, by the path of the type behind it.
    headers: HashMap<String, String>,
}

/// The types that `rt::operation!` has for an operation: the type behind it, and that of its headers.
struct OperationTypes {
    marker: syn::Ident,
    headers: Option<syn::Type>,
}

impl Parse for OperationTypes {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let marker = input.parse()?;
        input.parse::<Token![:]>()?;
        let mut headers = None;
        // The output and the error have a codec behind `as`, the headers have none.
        loop {
            let ty: syn::Type = input.parse()?;
            if input.parse::<Option<Token![as]>>()?.is_some() {
                input.parse::<syn::Type>()?;
            } else {
                headers = Some(ty);
            }
            if input.parse::<Option<Token![,]>>()?.is_none() {
                break;
            }
        }
        // The table of the operation.
        input.parse::<TokenStream>()?;
        Ok(Self { marker, headers })
    }
}

impl Reader {
    fn items(&mut self, module: &str, items: &[Item]) {
        for item in items {
            self.item(module, item);
        }
    }

    fn item(&mut self, module: &str, item: &Item) {
        let parent = (!module.is_empty()).then(|| module.to_owned());
        match item {
            Item::Mod(inner) => {
                let content = inner.content.as_ref().map(|(_, items)| items.as_slice()).unwrap_or_default();
                if !is_public(&inner.vis) {
                    // The module of codecs names types by the module that they are in.
                    for item in content {
                        if let Item::Macro(item) = item {
                            self.expansion("types", item);
                        }
                        self.private("types", item.to_token_stream());
                    }
                    return;
                }
                let path = join(module, &inner.ident);
                self.items(&path, content);
            }
            Item::Struct(item) if is_public(&item.vis) => {
                let path = join(module, &item.ident);
                let fields = &item.fields;
                let is_open = fields.iter().all(|field| is_public(&field.vis)) && !is_non_exhaustive(&item.attrs);
                let tuple = match fields {
                    Fields::Unnamed(fields) if fields.unnamed.iter().any(|field| is_public(&field.vis)) => {
                        one_line(&fields.to_token_stream())
                    }
                    Fields::Unnamed(_) | Fields::Named(_) | Fields::Unit => String::new(),
                };
                let generics = one_line(&item.generics.to_token_stream());
                self.items.insert(ItemKind::Struct, &path, format!("struct {path}{generics}{tuple}"), parent, is_open);
                for field in fields.iter().filter(|field| is_public(&field.vis)) {
                    let Some(name) = &field.ident else { continue };
                    let ty = one_line(&field.ty.to_token_stream());
                    let field = format!("{path}::{name}");
                    self.items.insert(ItemKind::Field, &field, format!("{field}: {ty}"), Some(path.clone()), false);
                }
                self.derives(&path, &item.attrs);
            }
            Item::Enum(item) if is_public(&item.vis) => {
                let path = join(module, &item.ident);
                let is_open = !is_non_exhaustive(&item.attrs);
                self.items.insert(ItemKind::Enum, &path, format!("enum {path}"), parent, is_open);
                for variant in &item.variants {
                    let fields = one_line(&variant.fields.to_token_stream());
                    let name = format!("{path}::{}", variant.ident);
                    self.items.insert(ItemKind::Variant, &name, format!("{name}{fields}"), Some(path.clone()), false);
                }
                self.derives(&path, &item.attrs);
            }
            Item::Type(item) if is_public(&item.vis) => {
                let path = join(module, &item.ident);
                let [generics, ty] =
                    [item.generics.to_token_stream(), item.ty.to_token_stream()].map(|code| one_line(&code));
                let text = format!("type {path}{generics} = {ty}");
                self.items.insert(ItemKind::Alias, &path, text, parent, false);
            }
            Item::Const(item) if is_public(&item.vis) => {
                let path = join(module, &item.ident);
                let text = format!("const {path}: {}", one_line(&item.ty.to_token_stream()));
                self.items.insert(ItemKind::Constant, &path, text, parent, false);
            }
            Item::Fn(item) if is_public(&item.vis) => {
                self.items.function(module, &item.sig, parent);
            }
            Item::Trait(item) if is_public(&item.vis) => {
                let path = join(module, &item.ident);
                self.items.insert(ItemKind::Trait, &path, format!("trait {path}"), parent, false);
                for function in &item.items {
                    let TraitItem::Fn(function) = function else { continue };
                    self.items.function(&path, &function.sig, Some(path.clone()));
                }
            }
            Item::Impl(item) => self.implementation(module, item),
            Item::Macro(item) => {
                if item.mac.path.segments.last().is_some_and(|segment| segment.ident == "client") {
                    self.constructor(&item.mac.tokens);
                }
                self.expansion(module, item);
                self.private(module, item.to_token_stream());
            }
            Item::Use(item) if is_public(&item.vis) => self.shortcuts(module, "", &item.tree),
            Item::Static(_) => self.private(module, item.to_token_stream()),
            _ => {}
        }
    }

    /// Names under which items stand in another module too. What `*` brings is told by the items themselves.
    fn shortcuts(&mut self, module: &str, from: &str, tree: &UseTree) {
        match tree {
            UseTree::Path(path) if path.ident == "self" => self.shortcuts(module, from, &path.tree),
            UseTree::Path(path) => self.shortcuts(module, &join(from, &path.ident), &path.tree),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.shortcuts(module, from, tree)),
            UseTree::Name(name) => {
                let (path, target) = (join(module, &name.ident), join(from, &name.ident));
                self.items.insert(ItemKind::Alias, &path, format!("use {target}"), Some(target), false);
                if let Some(item) = self.items.items.get_mut(&(path.clone(), ItemKind::Alias)) {
                    item.contract = format!("use {path}");
                }
            }
            UseTree::Rename(_) | UseTree::Glob(_) => {}
        }
    }

    fn implementation(&mut self, module: &str, item: &syn::ItemImpl) {
        let ty = one_line(&item.self_ty.to_token_stream()).replace("<'_>", "");
        let owner = if module.is_empty() || ty == "Client" { ty } else { format!("{module}::{ty}") };
        let owner = owner.replace("::super::", "::");
        let Some((of, _)) = &item.trait_ else {
            for member in &item.items {
                match member {
                    ImplItem::Fn(function) if is_public(&function.vis) => {
                        if let Some(marker) = marker(&function.sig.output) {
                            let path = join(&owner, &function.sig.ident);
                            self.methods.entry(format!("{module}::{marker}")).or_insert(path);
                        }
                        self.items.function(&owner, &function.sig, Some(owner.clone()));
                    }
                    ImplItem::Const(constant) if is_public(&constant.vis) => {
                        let path = join(&owner, &constant.ident);
                        let text = format!("const {path}: {}", one_line(&constant.ty.to_token_stream()));
                        self.items.insert(ItemKind::Constant, &path, text, Some(owner.clone()), false);
                    }
                    _ => {}
                }
            }
            return;
        };
        // Traits of the runtime are for generated code alone.
        if of.segments.first().is_some_and(|segment| segment.ident == "rt") {
            self.private(module, item.to_token_stream());
        } else {
            let of = one_line(&of.to_token_stream());
            self.implements(&owner, &of);
        }
    }

    /// A client of a document with one server has a constructor without arguments.
    fn constructor(&mut self, arguments: &TokenStream) {
        let has_server = arguments.clone().into_iter().any(|token| matches!(token, TokenTree::Literal(_)));
        if has_server {
            let text = "fn Client::new() -> Result<Client, Error>".to_owned();
            self.items.insert(ItemKind::Function, "Client::new", text, Some("Client".to_owned()), false);
        }
    }

    /// Adds the items that a macro of the runtime makes public, where no other item implies them.
    fn expansion(&mut self, module: &str, item: &ItemMacro) {
        let (Some(name), Some(TokenTree::Ident(ty))) =
            (item.mac.path.segments.last(), item.mac.tokens.clone().into_iter().next())
        else {
            return;
        };
        let path = join(module, &ty);
        match name.ident.to_string().as_str() {
            "display" | "error_answers" => {
                self.implements(&path, "core::fmt::Display");
                self.implements(&path, "core::error::Error");
            }
            "union_from" => self.conversions(&path, &item.mac.tokens),
            "operation" => {
                let types: OperationTypes =
                    syn::parse2(item.mac.tokens.clone()).expect("generated code names the types");
                let headers =
                    types.headers.map_or("callsmith_runtime::Headers".to_owned(), |ty| one_line(&ty.to_token_stream()));
                self.headers.insert(join(module, &types.marker), headers);
            }
            "checked" => {
                let validate = syn::parse_quote! { fn validate(&self) -> Result<(), ::callsmith_runtime::Invalid> };
                self.items.function(&path, &validate, Some(path.clone()));
            }
            _ => {}
        }
    }

    /// `From` for a union, which comes and goes with the variant.
    fn conversions(&mut self, path: &str, tokens: &TokenStream) {
        let UnionConversions { types, text } = syn::parse2(tokens.clone()).expect("generated code names the variants");
        let types = types.into_iter().map(|(variant, ty)| (variant, one_line(&ty.to_token_stream())));
        for (variant, ty) in types.chain(text.map(|variant| (variant, "&str".to_owned()))) {
            let name = format!("{path} as From<{ty}>");
            let variant = format!("{path}::{variant}");
            self.items.insert(ItemKind::Impl, &name, format!("impl From<{ty}> for {path}"), Some(variant), false);
        }
    }

    fn derives(&mut self, path: &str, attributes: &[Attribute]) {
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("derive")) {
            let parser = syn::punctuated::Punctuated::<syn::Path, Token![,]>::parse_terminated;
            for of in attribute.parse_args_with(parser).into_iter().flatten() {
                self.implements(path, &one_line(&of.to_token_stream()));
            }
        }
    }

    fn implements(&mut self, path: &str, of: &str) {
        let of = of.trim_start_matches("::");
        let name = format!("{path} as {of}");
        self.items.insert(ItemKind::Impl, &name, format!("impl {of} for {path}"), Some(path.to_owned()), false);
    }

    /// Code that is about the first type which it names.
    fn private(&mut self, module: &str, code: TokenStream) {
        let Some(about) = subject(&code) else { return };
        let path = if module.is_empty() { about } else { format!("{module}::{about}") };
        self.items.private.entry(path).or_default().push(one_line(&code));
    }
}

/// The type that private code is about: behind `for` in an implementation, else the first name that begins with a capital.
fn subject(code: &TokenStream) -> Option<String> {
    let item: Option<Item> = syn::parse2(code.clone()).ok();
    if let Some(Item::Impl(item)) = item {
        return Some(one_line(&item.self_ty.to_token_stream()));
    }
    names(code).into_iter().find(|name| name.starts_with(char::is_uppercase))
}

/// The names in code, in order.
fn names(code: &TokenStream) -> Vec<String> {
    let names = code.clone().into_iter().flat_map(|token| match token {
        TokenTree::Ident(ident) => vec![ident.to_string()],
        TokenTree::Group(group) => names(&group.stream()),
        TokenTree::Punct(_) | TokenTree::Literal(_) => Vec::new(),
    });
    names.collect()
}

/// The type in `-> Call<ListPets>`.
fn marker(output: &syn::ReturnType) -> Option<String> {
    let text = one_line(&output.to_token_stream());
    let (_, rest) = text.split_once("Call<")?;
    Some(rest.trim_end_matches('>').rsplit(", ").next()?.to_owned())
}

fn signature(owner: &str, signature: &Signature) -> String {
    let text = one_line(&signature.to_token_stream());
    let separator = if owner.is_empty() { "" } else { "::" };
    let name = signature.ident.to_string();
    text.replacen(&format!("fn {name}"), &format!("fn {owner}{separator}{name}"), 1)
}

fn join(module: &str, name: &syn::Ident) -> String {
    if module.is_empty() { name.to_string() } else { format!("{module}::{name}") }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn is_non_exhaustive(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident("non_exhaustive"))
}
