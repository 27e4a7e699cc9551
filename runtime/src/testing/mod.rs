//! Tests of code that calls a service: a service of expectations in the place of a server, and a recorder of requests.
//!
//! A [`Mock`] expects calls of operations, which are named by the marker types of generated code. It answers them with
//! values of the types of the document. An unexpected call panics with a text that shows the difference. So does the
//! end of the test where an expected call did not come. The client is a real one: parameters, bodies, credentials,
//! repetitions and decoding are those of a call to a server.
//!
//! ```
//! # mod library {
//! #     ::callsmith_runtime::contract!(1, 0);
//! #     use ::callsmith_runtime::v1 as rt;
//! #     #[derive(Clone, Debug)]
//! #     pub struct Client(::callsmith_runtime::Client);
//! #     rt::client!(Client, API);
//! #     static API: rt::Api = rt::Api::new("library", "1.0");
//! #     pub mod operations {
//! #         use ::callsmith_runtime::v1 as rt;
//! #         rt::group!();
//! #         impl super::Client {
//! #             pub fn get_title(&self, isbn: &str) -> Call<GetTitle> { Call::new(self).put(0, isbn) }
//! #         }
//! #         pub enum GetTitle {}
//! #         impl rt::Operation for GetTitle {
//! #             type Output = String;
//! #             type Error = String;
//! #             type Headers = rt::Headers;
//! #             type Success = rt::Json;
//! #             type Failure = rt::Json;
//! #             const SPEC: &'static rt::Spec = &rt::Spec::new("getTitle", rt::Method::GET, "/books/{isbn}/title")
//! #                 .accept("application/json")
//! #                 .parameters(&[rt::Parameter::path("isbn")])
//! #                 .success(&[rt::Status::Code(200)])
//! #                 .errors(&[rt::Status::Code(404)]);
//! #         }
//! #     }
//! # }
//! use callsmith_runtime::testing::Mock;
//! use library::Client;
//! use library::operations::GetTitle;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
//! let mock = Mock::new();
//! mock.expect::<GetTitle>().path("/books/15/title").returns(&"Middlemarch".to_owned());
//! mock.expect::<GetTitle>().path("/books/16/title").fails(404, &"no such book".to_owned());
//!
//! let client = Client::builder("https://library.example").service(mock.service()).build()?;
//! assert_eq!(client.get_title("15").await?, "Middlemarch");
//! assert!(client.get_title("16").await.is_err());
//! assert_eq!(mock.requests()[1].path(), "/books/16/title");
//! mock.verify();
//! # Ok(())
//! # })
//! # }
//! ```

mod difference;
pub(crate) mod encode;
mod expectation;
mod mock;
mod recorder;
mod request;
mod response;

pub use self::encode::Encode;
pub use self::expectation::Expectation;
pub use self::mock::{Mock, MockService, Unmet};
pub use self::recorder::{Recorder, Recording};
pub use self::request::RecordedRequest;
pub use self::response::MockResponse;
