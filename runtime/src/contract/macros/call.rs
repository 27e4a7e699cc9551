//! The type of a call in a module of generated code.

/// Defines `Call<O>` in a module, once for all of its operations. Setters are inherent methods, which the language allows only for a type of the crate.
#[doc(hidden)]
#[macro_export]
macro_rules! __group {
    () => {
        /// A call of an operation, ready to be sent.
        ///
        /// Await it for the [output](::callsmith_runtime::Operation::Output) of the operation `O`, or for an [`Error`](::callsmith_runtime::Error) that holds
        /// its [error type](::callsmith_runtime::Operation::Error). [`response`](Self::response) gives status and headers too, [`stream`](Self::stream)
        /// the body piece by piece, [`bytes`](Self::bytes) the body as it came; `send_blocking` needs no `async`.
        ///
        /// Optional parameters are set by the methods of `Call<O>` for each operation, below. Methods that begin with `with_` are the same for all of them.
        ///
        /// A call owns all its parts, so it outlives the client and the body, and can be cloned and spawned. A value
        /// that cannot be sent (an empty path parameter, a body that cannot be encoded) is reported when the call is
        /// sent, as [`Error::InvalidRequest`](::callsmith_runtime::Error::InvalidRequest).
        #[must_use = "a call does nothing until it is awaited or sent"]
        pub struct Call<O>(::std::boxed::Box<$crate::v1::RawCall>, ::core::marker::PhantomData<fn() -> O>);

        #[allow(dead_code)]
        impl<O: $crate::Operation> Call<O> {
            pub(crate) fn new(client: &$crate::Client) -> Self {
                Self($crate::v1::RawCall::new(client, O::SPEC), ::core::marker::PhantomData)
            }
        }

        // No method here needs the operation. A bound on it would be proven anew in each setter.
        #[allow(dead_code)]
        impl<O> Call<O> {
            /// Sets the parameter with this index in the operation's table.
            pub(crate) fn put<V: $crate::v1::ParameterValue + ?::core::marker::Sized>(
                mut self,
                index: usize,
                value: &V,
            ) -> Self {
                self.0.put(index, $crate::v1::Value::of(value));
                self
            }

            /// Sets the parameter with this index to JSON, for one that the document describes by `content`.
            pub(crate) fn put_json<V: $crate::v1::Serialize + ?::core::marker::Sized>(
                mut self,
                index: usize,
                value: &V,
            ) -> Self {
                self.0.put(index, $crate::v1::Value::json(value));
                self
            }

            /// Sets the parameter with this index to the JSON form of a value, of which an object is written by its properties.
            pub(crate) fn put_structure<V: $crate::v1::Serialize + ?::core::marker::Sized>(
                mut self,
                index: usize,
                value: &V,
            ) -> Self {
                self.0.put(index, $crate::v1::Value::structure(value));
                self
            }

            /// Sets the parameter with this index, which is the whole query, to the properties of a value.
            pub(crate) fn put_form<V: $crate::v1::Serialize + ?::core::marker::Sized>(
                mut self,
                index: usize,
                value: &V,
            ) -> Self {
                self.0.put_form(index, &$crate::v1::Form::of(value));
                self
            }

            pub(crate) fn form_body<B: $crate::v1::Serialize + ?::core::marker::Sized>(mut self, body: &B) -> Self {
                self.0.form(&$crate::v1::Form::of(body));
                self
            }

            pub(crate) fn multipart_body<B: $crate::v1::Serialize + ?::core::marker::Sized>(
                mut self,
                body: &B,
            ) -> Self {
                self.0.multipart(&$crate::v1::Multipart::of(body));
                self
            }

            pub(crate) fn parts_body<B: $crate::v1::ToPart + ?::core::marker::Sized>(mut self, body: &B) -> Self {
                self.0.multipart(&$crate::v1::Multipart::of_part(body));
                self
            }

            pub(crate) fn json_body<B: $crate::v1::Serialize + ?::core::marker::Sized>(mut self, body: &B) -> Self {
                self.0.json($crate::v1::encode_json(body));
                self
            }

            /// Sets the rules that the body is held against, where they are others than those of the operation.
            pub(crate) fn body_rules(mut self, rules: &'static [$crate::v1::Rule]) -> Self {
                self.0.body_rules(rules);
                self
            }

            pub(crate) fn raw_body(
                mut self,
                content_type: &str,
                body: impl ::core::convert::Into<$crate::Body>,
            ) -> Self {
                self.0.raw_body(content_type, ::core::convert::Into::into(body));
                self
            }

            /// Sets the body to a text, which is written in the charset of its content type.
            pub(crate) fn text_body(mut self, content_type: &str, text: &str) -> Self {
                self.0.text_body(content_type, text);
                self
            }
        }

        #[allow(dead_code)]
        impl<O: $crate::Operation> Call<O> {
            /// Sends the call. The future gives the whole answer: status, headers and body.
            pub fn response(
                self,
            ) -> $crate::CallFuture<
                ::core::result::Result<$crate::Response<O::Output, O::Headers>, $crate::Error<O::Error>>,
            > {
                self.0.send($crate::v1::finish::<O>)
            }

            /// Sends the call. The future gives status and headers, and the body of a success as a stream, which is received while it is read. Errors have
            /// their types as usual.
            ///
            /// A time limit is here one for the answer to begin, and then for each piece of it.
            pub fn stream(
                self,
            ) -> $crate::StreamFuture<
                ::core::result::Result<$crate::Response<$crate::ByteStream, O::Headers>, $crate::Error<O::Error>>,
            > {
                self.0.send_streamed($crate::v1::finish_stream::<O>)
            }

            /// Sends the call for server-sent events. The future gives a stream of them, each decoded when it is there.
            ///
            /// A time limit is here one for the answer to begin, and then for each piece of it.
            pub fn events(
                self,
            ) -> $crate::StreamFuture<::core::result::Result<$crate::Events<O::Data>, $crate::Error<O::Error>>>
            where
                O: $crate::HasEvents,
            {
                self.0.send_events($crate::v1::finish_events::<O>)
            }

            /// Sends the call for the items of an answer that come one by one. The future gives a stream of them, each decoded when it is there.
            ///
            /// A time limit is here one for the answer to begin, and then for each piece of it.
            pub fn stream_items(
                self,
            ) -> $crate::StreamFuture<::core::result::Result<$crate::ItemStream<O::Item>, $crate::Error<O::Error>>>
            where
                O: $crate::HasItems,
            {
                self.0.send_items(O::MEDIA_TYPE, $crate::v1::finish_items::<O>)
            }

            /// Sends the call. The future gives the whole answer with the body of a success as it came, of whatever media type; see
            /// [`with_accept`](Self::with_accept). Errors have their types as usual.
            pub fn bytes(
                self,
            ) -> $crate::CallFuture<
                ::core::result::Result<$crate::Response<$crate::Bytes, O::Headers>, $crate::Error<O::Error>>,
            > {
                self.0.send($crate::v1::finish_bytes::<O>)
            }

            /// Builds the request without credentials, and does not send it.
            pub fn to_request(
                &self,
            ) -> ::core::result::Result<$crate::http::Request<$crate::Bytes>, $crate::Error<O::Error>> {
                self.0.to_request()
            }

            /// Builds the request with credentials, and does not send it.
            pub fn into_request(self) -> $crate::RequestFuture<O::Error> {
                self.0.into_request()
            }

            /// Decodes an answer that was received by other means, with the errors of a call that was sent.
            pub fn decode_response(
                response: $crate::http::Response<$crate::Bytes>,
            ) -> ::core::result::Result<$crate::Response<O::Output, O::Headers>, $crate::Error<O::Error>> {
                $crate::v1::decode_response::<O>(response)
            }

            $crate::__blocking_methods!();

            /// Limits how long the call may take, from its start to the last byte of the answer, with all repetitions.
            pub fn with_timeout(mut self, limit: ::core::time::Duration) -> Self {
                self.0.options.timeout = ::core::option::Option::Some(limit);
                self
            }

            /// Limits how long a body may make no progress while it is sent or received. Default: what the client allows, which is 60 seconds unless it
            /// says otherwise. `None` is no limit.
            pub fn with_idle_timeout(
                mut self,
                limit: impl ::core::convert::Into<::core::option::Option<::core::time::Duration>>,
            ) -> Self {
                self.0.options.idle_timeout = ::core::option::Option::Some(limit.into());
                self
            }

            /// Sets a header. Replaces one set before, by the client, by a parameter or by a credential. Cookies join the others, in place of those of the same names.
            pub fn with_header(mut self, name: &str, value: &str) -> Self {
                self.0.options.header(name, value);
                self
            }

            /// Adds a query parameter that the document does not describe.
            pub fn with_query(mut self, name: &str, value: &str) -> Self {
                self.0.options.query(name, value);
                self
            }

            /// Sets when the call is repeated.
            pub fn with_retry(mut self, policy: $crate::Retry) -> Self {
                self.0.options.retry = ::core::option::Option::Some(::std::boxed::Box::new(policy));
                self
            }

            /// Limits how many bytes of the answer are held in memory: of the whole, or of one item of a stream. Default: what the client allows.
            pub fn with_response_limit(mut self, bytes: usize) -> Self {
                self.0.options.response_limit = ::core::option::Option::Some(bytes);
                self
            }

            /// Asks for an answer of this media type. One that the operation does not decode is handed out by [`bytes`](Self::bytes).
            pub fn with_accept(mut self, media_type: &str) -> Self {
                self.0.options.header("accept", media_type);
                self
            }

            /// Sends the body as this media type. A typed body is written as it asks: as JSON, as a form
            /// (`application/x-www-form-urlencoded`), as parts (`multipart/form-data`), or as XML where the document says how. Bytes stay as they are.
            pub fn with_content_type(mut self, media_type: &str) -> Self {
                self.0.options.content_type =
                    ::core::option::Option::Some(::std::borrow::ToOwned::to_owned(media_type));
                self
            }

            /// Replaces the body and its content type. A body is bytes, a text or a stream: see [`Body`](::callsmith_runtime::Body).
            pub fn with_body(mut self, content_type: &str, body: impl ::core::convert::Into<$crate::Body>) -> Self {
                self.0.raw_body(content_type, body.into());
                self
            }

            /// Sends this bearer token in `Authorization` instead of a credential of the client. Credentials that go elsewhere are sent as well.
            pub fn with_bearer(mut self, token: impl ::core::convert::Into<$crate::Secret>) -> Self {
                self.0.options.credentials = $crate::v1::Credentials::Bearer(token.into());
                self
            }

            /// Sends the call without credentials.
            pub fn with_no_credentials(mut self) -> Self {
                self.0.options.credentials = $crate::v1::Credentials::Anonymous;
                self
            }
        }

        #[allow(dead_code)]
        impl<O: $crate::OptionalBody> Call<O> {
            /// Leaves the body out, which the document does not require.
            pub fn without_body(mut self) -> Self {
                self.0.without_body();
                self
            }
        }

        #[allow(dead_code)]
        impl<O: $crate::Paged> Call<O> {
            /// The pages from the answer to this call on.
            pub fn pages(self) -> $crate::Pages<O> {
                $crate::v1::Pages::of_call(self.0)
            }

            /// The items of all pages from the answer to this call on.
            pub fn items(self) -> $crate::Items<O> {
                $crate::v1::Items::of_call(self.0)
            }
        }

        #[allow(dead_code)]
        impl<O: $crate::LongRunning> Call<O> {
            /// A poller, which calls the operation when it is first awaited.
            pub fn poller(self) -> $crate::Poller<O> {
                $crate::v1::Poller::of_call(self.0)
            }

            /// Sends the call and waits until the operation is done. The future gives the whole answer that holds the result.
            pub fn wait(self) -> $crate::CallFuture<$crate::Polled<O>> {
                self.poller().wait()
            }
        }

        impl<O: $crate::Operation> ::core::future::IntoFuture for Call<O> {
            type Output = ::core::result::Result<O::Output, $crate::Error<O::Error>>;
            type IntoFuture = $crate::CallFuture<Self::Output>;

            fn into_future(self) -> Self::IntoFuture {
                self.0.send($crate::v1::finish_body::<O>)
            }
        }

        impl<O> ::core::clone::Clone for Call<O> {
            fn clone(&self) -> Self {
                Self(::core::clone::Clone::clone(&self.0), ::core::marker::PhantomData)
            }
        }

        impl<O> ::core::fmt::Debug for Call<O> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, f)
            }
        }
    };
}

/// The methods of a call that block.
#[cfg(feature = "blocking")]
#[doc(hidden)]
#[macro_export]
macro_rules! __blocking_methods {
    () => {
        /// Sends the call and blocks until the result is there. Works inside of a tokio runtime as well as without one.
        ///
        /// # Errors
        ///
        /// The request is not valid or cannot be sent, the response is an error, or its body cannot be decoded.
        pub fn send_blocking(self) -> ::core::result::Result<O::Output, $crate::Error<O::Error>> {
            $crate::v1::finish_body::<O>(self.0.send_blocking())
        }

        /// Sends the call and blocks until status and headers are there. The body of a success is a [`Read`](::std::io::Read)er, which is received while it
        /// is read. Works inside of a tokio runtime as well as without one.
        ///
        /// # Errors
        ///
        /// Those of [`send_blocking`](Self::send_blocking), except that the body is not decoded here.
        pub fn stream_blocking(
            self,
        ) -> ::core::result::Result<$crate::Response<$crate::BlockingStream, O::Headers>, $crate::Error<O::Error>> {
            $crate::v1::finish_blocking::<O>(self.0.stream_blocking())
        }

        /// Sends the call for server-sent events and blocks until status and headers are there. Each event is received by
        /// [`next_blocking`](::callsmith_runtime::Events::next_blocking).
        ///
        /// # Errors
        ///
        /// Those of [`send_blocking`](Self::send_blocking), except that events are decoded as they are received.
        pub fn events_blocking(self) -> ::core::result::Result<$crate::Events<O::Data>, $crate::Error<O::Error>>
        where
            O: $crate::HasEvents,
        {
            $crate::v1::events_blocking::<O>(self.0)
        }

        /// Sends the call for the items of an answer that come one by one, and blocks until status and headers are there. Each item is received by
        /// [`next_blocking`](::callsmith_runtime::ItemStream::next_blocking).
        pub fn stream_items_blocking(
            self,
        ) -> ::core::result::Result<$crate::ItemStream<O::Item>, $crate::Error<O::Error>>
        where
            O: $crate::HasItems,
        {
            $crate::v1::items_blocking::<O>(self.0)
        }

        /// Sends the call and blocks until the whole answer is there, with the body of a success as it came; see `bytes`.
        pub fn bytes_blocking(
            self,
        ) -> ::core::result::Result<$crate::Response<$crate::Bytes, O::Headers>, $crate::Error<O::Error>> {
            $crate::v1::finish_bytes::<O>(self.0.send_blocking())
        }

        /// Sends the call and blocks until the whole answer is there. Works inside of a tokio runtime as well as without one.
        pub fn response_blocking(
            self,
        ) -> ::core::result::Result<$crate::Response<O::Output, O::Headers>, $crate::Error<O::Error>> {
            $crate::v1::finish::<O>(self.0.send_blocking())
        }
    };
}

/// The methods of a call that block: none without the feature `blocking`.
#[cfg(not(feature = "blocking"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __blocking_methods {
    () => {};
}
