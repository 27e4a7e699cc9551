//! Views: uses of types that make them differ.

/// A use of a type in which it may look different from other uses.
///
/// A view of a schema, since the same schema demands different things in different places. A property that only the
/// service sets is not demanded in a request, nor one that only the client sets in a response. (`readOnly`,
/// `writeOnly`; OAS 3.0.4, "Schema Object".) Bytes are a file in a body of several parts, and text in JSON (OAS 3.0.4,
/// "Considerations for File Uploads"). In a merge patch `null` deletes what may be absent (RFC 7396).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum View {
    /// From the service: in a response, or in a request that the service sends.
    Response,
    /// To the service: in a parameter, a body, or the answer to a request of the service.
    Request,
    /// A body of several parts itself; a value within a part is a [`View::Request`].
    Multipart,
    /// A merge patch, or an object within one; a value in a list is a [`View::Request`].
    Patch,
}

/// A set of views.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Views([bool; 4]);

/// The side that sets a property.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Access {
    /// Client and service.
    #[default]
    Both,
    /// The service (`readOnly`): a request may leave it out, even where it is required.
    ReadOnly,
    /// The client (`writeOnly`): a response may leave it out, even where it is required.
    WriteOnly,
}

impl View {
    /// All of them; of several views of a type the first one keeps the name.
    pub(crate) const ALL: [Self; 4] = [Self::Response, Self::Request, Self::Multipart, Self::Patch];

    /// The view of what stands within something else.
    pub(crate) fn within(self) -> Self {
        match self {
            Self::Response => Self::Response,
            Self::Request | Self::Multipart | Self::Patch => Self::Request,
        }
    }
}

impl Views {
    /// Adds a view; `false` where it was there.
    pub(crate) fn insert(&mut self, view: View) -> bool {
        !std::mem::replace(&mut self.0[view as usize], true)
    }

    /// Returns `true` if it has a view.
    pub(crate) fn contains(self, view: View) -> bool {
        self.0[view as usize]
    }

    /// Returns `true` if it has one of what goes to the service.
    pub(crate) fn is_sent(self) -> bool {
        [View::Request, View::Multipart, View::Patch].into_iter().any(|view| self.contains(view))
    }

    /// Its views in the order of [`View::ALL`].
    pub(crate) fn iter(self) -> impl Iterator<Item = View> {
        View::ALL.into_iter().filter(move |view| self.contains(*view))
    }
}

impl Access {
    /// Returns `true` if a property is there in a view where it is required at all.
    pub(crate) fn is_in(self, view: View) -> bool {
        match self {
            Self::Both => true,
            Self::ReadOnly => view == View::Response,
            Self::WriteOnly => view != View::Response,
        }
    }
}
