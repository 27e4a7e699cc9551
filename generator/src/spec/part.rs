//! Parts of bodies, as the versions of the specification have them.

/// The rules of a version for parts (Encoding Object).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct PartRules {
    /// Styles count in `multipart/form-data` as in forms (OAS 3.1.1; `collectionFormat` of Swagger 2.0), in place of media types.
    pub(crate) have_styles: bool,
    /// A part whose schema has no type is bytes (OAS 3.1.1).
    pub(crate) are_bytes_untyped: bool,
    /// A text with a `contentEncoding` is bytes, whose encoding a header names (OAS 3.1.1).
    pub(crate) name_encodings: bool,
}
