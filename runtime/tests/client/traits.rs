//! Traits and sizes that callers rely on.

use callsmith_runtime::{
    ApiError, Body, ByteStream, CallFuture, Client as RuntimeClient, ClientBuilder, Error, Headers, RawRequest,
    RequestFuture, Response, Retry,
};

use crate::sample::pets::{Call, GetPet};
use crate::sample::scoring::{self, RunMlService};
use crate::sample::{Client, ErrorResponse, Pet};

fn is_shared<T: Send + Sync + 'static>() {}
fn is_error<T: std::error::Error>() {}

#[test]
fn everything_can_be_shared_and_sent() {
    is_shared::<Client>();
    is_shared::<RuntimeClient>();
    is_shared::<ClientBuilder<Client>>();
    is_shared::<Call<GetPet>>();
    is_shared::<scoring::Call<RunMlService>>();
    is_shared::<CallFuture<Result<Pet, Error<ErrorResponse>>>>();
    is_shared::<RequestFuture<ErrorResponse>>();
    is_shared::<RawRequest>();
    is_shared::<Error<ErrorResponse>>();
    is_shared::<Response<Pet>>();
    is_shared::<Body>();
    is_shared::<Response<ByteStream>>();
    is_shared::<Headers>();
    is_shared::<Retry>();
    is_error::<Error<ErrorResponse>>();
    is_error::<ApiError<ErrorResponse>>();
    is_error::<ErrorResponse>();
}

#[test]
fn errors_are_small_whatever_they_hold() {
    struct Large {
        _bytes: [u8; 4096],
    }
    assert!(size_of::<Error<Large>>() <= 64, "{}", size_of::<Error<Large>>());
    assert!(size_of::<Call<GetPet>>() <= 16);
}
