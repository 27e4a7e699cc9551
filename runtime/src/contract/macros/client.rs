//! Items that every generated client has.

/// The methods and traits of a generated client, a newtype over the client of this crate. `$api` is the static description of the service.
#[cfg(feature = "client")]
#[doc(hidden)]
#[macro_export]
macro_rules! __client {
    ($client:ident, $api:path, $url:literal) => {
        $crate::v1::client!($client, $api);

        impl $client {
            /// Makes a client of the server that the document names, with the default settings and no credentials.
            ///
            /// [`builder`](Self::builder) and [`at`](Self::at) begin one with other settings.
            ///
            /// # Errors
            /// The transport cannot be set up.
            #[inline]
            pub fn new() -> ::core::result::Result<Self, $crate::BuildError> {
                Self::builder($url).build()
            }
        }
    };
    ($client:ident, $api:path) => {
        impl $client {
            /// Begins a client of the service at `base_url`: scheme, host and the prefix in front of the paths of the document.
            ///
            /// Unless it is one of [`servers`](Self::servers), all operations are sent there, also those for which the document names a server of their own.
            #[inline]
            pub fn builder(base_url: &str) -> $crate::ClientBuilder<Self> {
                $crate::ClientBuilder::new(&$api, base_url)
            }

            /// Begins a client of a server that the document names, made by a function of the module `servers`.
            #[inline]
            pub fn at(server: &$crate::Server) -> $crate::ClientBuilder<Self> {
                $crate::ClientBuilder::at(&$api, server)
            }

            /// Begins a client from a connection, which knows the address and a credential.
            ///
            /// A setting of the builder takes the place of that of the connection. Its credential serves where none
            /// that is set there does.
            #[inline]
            pub fn connect(connection: &dyn $crate::Connect) -> $crate::ClientBuilder<Self> {
                $crate::ClientBuilder::connect(&$api, connection)
            }

            /// The absolute servers that the document names, with the defaults of their variables.
            #[inline]
            pub fn servers() -> &'static [&'static str] {
                $api.server_list()
            }

            /// Makes a client from one of the runtime.
            #[inline]
            pub fn from_runtime(client: $crate::Client) -> Self {
                Self(client)
            }

            /// The client of the runtime, with requests that the document does not describe, and credentials that can be replaced.
            #[inline]
            pub fn runtime(&self) -> &$crate::Client {
                &self.0
            }
        }

        impl ::core::ops::Deref for $client {
            type Target = $crate::Client;

            #[inline]
            fn deref(&self) -> &$crate::Client {
                &self.0
            }
        }

        impl ::core::convert::From<$crate::Client> for $client {
            #[inline]
            fn from(client: $crate::Client) -> Self {
                Self(client)
            }
        }
    };
}

/// Fails to compile, with a sentence that says what to do.
#[cfg(not(feature = "client"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __client {
    ($client:ident, $api:path $(, $url:literal)?) => {
        ::core::compile_error!(
            "this client has calls: enable the feature `client` of `callsmith-runtime` in Cargo.toml, or generate it with `types-only`"
        );
    };
}
