//! Operations of the scoring service.

use ::callsmith_runtime::v1 as rt;

use super::{Client, types};

rt::group!();

impl Client {
    /// Run web service's model and get the prediction output
    #[inline]
    pub fn run_ml_service(&self, body: &types::ServiceInput) -> Call<RunMlService> {
        Call::new(self).json_body(body)
    }

    /// Run web service's model with a body of any type
    #[inline]
    pub fn run_ml_service_raw(&self, content_type: &str, body: rt::Body) -> Call<RunMlService> {
        Call::new(self).raw_body(content_type, body)
    }

    /// Simple health check endpoint to ensure the service is up at any given point.
    #[inline]
    pub fn health(&self) -> Call<Health> {
        Call::new(self)
    }
}

/// `POST /score`
#[derive(Clone, Copy, Debug)]
pub enum RunMlService {}

impl rt::Operation for RunMlService {
    type Output = types::ServiceOutput;
    type Error = types::ErrorResponse;
    type Headers = rt::Headers;
    type Success = rt::Json;
    type Failure = rt::Json;
    const SPEC: &'static rt::Spec = &rt::Spec::new("RunMLService", rt::Method::POST, "/score")
        .accept("application/json")
        .content_type("application/json")
        .security(&[&[&super::BEARER]])
        .success(&[rt::Status::Code(200)])
        .errors(&[rt::Status::Default]);
}

impl rt::OptionalBody for RunMlService {}

/// `GET /`
#[derive(Clone, Copy, Debug)]
pub enum Health {}

impl rt::Operation for Health {
    type Output = ::std::string::String;
    type Error = types::ErrorResponse;
    type Headers = rt::Headers;
    type Success = rt::JsonString;
    type Failure = rt::Json;
    const SPEC: &'static rt::Spec = &rt::Spec::new("ServiceHealthCheck", rt::Method::GET, "/")
        .accept("application/json")
        .success(&[rt::Status::Code(200)])
        .errors(&[rt::Status::Default]);
}
