//! Operations on pets.

use ::callsmith_runtime::v1 as rt;

use super::{Client, types};

rt::group!();

impl Client {
    /// Lists pets
    #[inline]
    pub fn list_pets(&self) -> Call<ListPets> {
        Call::new(self)
    }

    /// Gets one pet
    #[inline]
    pub fn get_pet(&self, pet_id: &str) -> Call<GetPet> {
        Call::new(self).put(0, pet_id)
    }

    /// Creates a pet
    #[inline]
    pub fn create_pet(&self, body: &types::Pet) -> Call<CreatePet> {
        Call::new(self).json_body(body)
    }

    /// Deletes a pet
    #[inline]
    pub fn delete_pet(&self, pet_id: i64) -> Call<DeletePet> {
        Call::new(self).put(0, &pet_id)
    }

    /// Gets the picture of a pet
    #[inline]
    pub fn get_picture(&self, pet_id: i64) -> Call<GetPicture> {
        Call::new(self).put(0, &pet_id)
    }
}

/// `GET /pets`
#[derive(Clone, Copy, Debug)]
pub enum ListPets {}

impl rt::Operation for ListPets {
    type Output = ::std::vec::Vec<types::Pet>;
    type Error = types::ErrorResponse;
    type Headers = rt::Headers;
    type Success = rt::Json;
    type Failure = rt::Json;
    const SPEC: &'static rt::Spec = &rt::Spec::new("listPets", rt::Method::GET, "/pets?kind=pet")
        .accept("application/json")
        .parameters(&[
            rt::Parameter::query("limit"),
            rt::Parameter::query("tags").style(rt::Style::Form).explode(false),
            rt::Parameter::query("color"),
            rt::Parameter::query("filter").style(rt::Style::DeepObject),
            rt::Parameter::query("ids").style(rt::Style::PipeDelimited),
            rt::Parameter::header("x-deployment"),
            rt::Parameter::cookie("flavor"),
            rt::Parameter::query("where"),
        ])
        .security(&[&[&super::KEY, &super::SESSION], &[&super::BEARER], &[]])
        .success(&[rt::Status::Code(200)])
        .errors(&[rt::Status::Code(400), rt::Status::Range(5)]);
}

impl Call<ListPets> {
    /// How many to give at most
    #[inline]
    pub fn limit(self, value: i64) -> Self {
        self.put(0, &value)
    }

    /// Only pets with one of these tags
    #[inline]
    pub fn tags(self, value: &[&str]) -> Self {
        self.put(1, value)
    }

    /// Only pets with one of these colors
    #[inline]
    pub fn color(self, value: &[types::Color]) -> Self {
        self.put(2, value)
    }

    /// Only pets like this
    #[inline]
    pub fn filter(self, value: &types::Filter) -> Self {
        self.put(3, value)
    }

    /// Only these pets
    #[inline]
    pub fn ids(self, value: &[i64]) -> Self {
        self.put(4, value)
    }

    /// The deployment to ask
    #[inline]
    pub fn x_deployment(self, value: &str) -> Self {
        self.put(5, value)
    }

    /// A cookie
    #[inline]
    pub fn flavor(self, value: types::Level) -> Self {
        self.put(6, &value)
    }

    /// Only pets like this, in JSON
    #[inline]
    pub fn where_(self, value: &types::Filter) -> Self {
        self.put_json(7, value)
    }
}

/// `GET /pets/{petId}`
#[derive(Clone, Copy, Debug)]
pub enum GetPet {}

impl rt::Operation for GetPet {
    type Output = types::Pet;
    type Error = types::ErrorResponse;
    type Headers = GetPetHeaders;
    type Success = rt::Json;
    type Failure = rt::Json;
    const SPEC: &'static rt::Spec = &rt::Spec::new("getPet", rt::Method::GET, "/pets/{petId}")
        .accept("application/json")
        .parameters(&[rt::Parameter::path("petId")])
        .security(&[&[&super::BEARER]])
        .success(&[rt::Status::Code(200)])
        .errors(&[rt::Status::Code(404)]);
}

/// Headers of an answer to `getPet`
#[derive(Clone, Debug)]
pub struct GetPetHeaders(rt::Headers);
rt::headers!(GetPetHeaders);

impl GetPetHeaders {
    /// How many more requests are allowed
    #[inline]
    pub fn rate_limit_remaining(&self) -> ::core::result::Result<::core::option::Option<i64>, rt::HeaderError> {
        self.0.parse("x-rate-limit-remaining")
    }

    /// The colors of the pet
    #[inline]
    pub fn colors(
        &self,
    ) -> ::core::result::Result<::core::option::Option<::std::vec::Vec<types::Color>>, rt::HeaderError> {
        self.0.parse("x-colors")
    }
}

/// `POST /pets`
#[derive(Clone, Copy, Debug)]
pub enum CreatePet {}

impl rt::Operation for CreatePet {
    type Output = types::Pet;
    type Error = types::ErrorResponse;
    type Headers = rt::Headers;
    type Success = rt::Json;
    type Failure = rt::Json;
    const SPEC: &'static rt::Spec = &rt::Spec::new("createPet", rt::Method::POST, "/pets")
        .accept("application/json")
        .content_type("application/vnd.pet+json")
        .success(&[rt::Status::Range(2)])
        .errors(&[rt::Status::Code(409)]);
}

/// `DELETE /pets/{petId}`
#[derive(Clone, Copy, Debug)]
pub enum DeletePet {}

impl rt::Operation for DeletePet {
    type Output = ();
    type Error = ::std::string::String;
    type Headers = rt::Headers;
    type Success = rt::Empty;
    type Failure = rt::Text;
    const SPEC: &'static rt::Spec = &rt::Spec::new("deletePet", rt::Method::DELETE, "/pets/{petId}")
        .parameters(&[rt::Parameter::path("petId")])
        .success(&[rt::Status::Code(204)])
        .errors(&[rt::Status::Default]);
}

/// `GET /pets/{petId}/picture`
#[derive(Clone, Copy, Debug)]
pub enum GetPicture {}

impl rt::Operation for GetPicture {
    type Output = rt::Bytes;
    type Error = ();
    type Headers = rt::Headers;
    type Success = rt::Binary;
    type Failure = rt::Empty;
    const SPEC: &'static rt::Spec = &rt::Spec::new("getPicture", rt::Method::GET, "/pets/{petId}/picture")
        .accept("image/png")
        .parameters(&[rt::Parameter::path("petId")])
        .success(&[rt::Status::Code(200), rt::Status::Code(302)])
        .errors(&[rt::Status::Code(404)]);
}
