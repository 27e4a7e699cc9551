//! The types of named schemas.

use serde_core::Serialize;
use serde_core::de::DeserializeOwned;

/// What is done with each type.
pub trait Visitor {
    /// Takes the type `T`: the module of the client, and the pointer of the schema.
    fn named<T: DeserializeOwned + Serialize>(&mut self, client: &str, pointer: &str);
}

/// Shows all types to a visitor.
#[rustfmt::skip]
pub fn visit(visitor: &mut impl Visitor) {
    visitor.named::<crate::all_of::types::Contact>("all_of", "#/components/schemas/Contact");
    visitor.named::<crate::all_of::types::Employee>("all_of", "#/components/schemas/Employee");
    visitor.named::<crate::all_of::types::Person>("all_of", "#/components/schemas/Person");
    visitor.named::<crate::colliding_names::types::Café2>("colliding_names", "#/components/schemas/Cafe\u{301}");
    visitor.named::<crate::colliding_names::types::Café>("colliding_names", "#/components/schemas/Café");
    visitor.named::<crate::colliding_names::types::Empty>("colliding_names", "#/components/schemas/Empty");
    visitor.named::<crate::colliding_names::types::Level>("colliding_names", "#/components/schemas/Level");
    visitor.named::<crate::colliding_names::types::Order>("colliding_names", "#/components/schemas/Order");
    visitor.named::<crate::colliding_names::types::PageOfPet>("colliding_names", "#/components/schemas/Page<Pet>");
    visitor.named::<crate::colliding_names::types::PageOfPet2>("colliding_names", "#/components/schemas/Page[Pet]");
    visitor.named::<crate::colliding_names::types::Pet>("colliding_names", "#/components/schemas/Pet");
    visitor.named::<crate::colliding_names::types::PetList>("colliding_names", "#/components/schemas/Pet[]");
    visitor.named::<crate::colliding_names::types::Pet2>("colliding_names", "#/components/schemas/pet");
    visitor.named::<crate::documented_values::types::Box>("documented_values", "#/components/schemas/Box");
    visitor.named::<crate::enum_extensions::types::Thing>("enum_extensions", "#/definitions/Thing");
    visitor.named::<crate::example::types::ErrorResponse>("example", "#/components/schemas/ErrorResponse");
    visitor.named::<crate::example::types::NewPet>("example", "#/components/schemas/NewPet");
    visitor.named::<crate::example::types::Pet>("example", "#/components/schemas/Pet");
    visitor.named::<crate::example::types::ServiceInput>("example", "#/components/schemas/ServiceInput");
    visitor.named::<crate::example::types::ServiceOutput>("example", "#/components/schemas/ServiceOutput");
    visitor.named::<crate::form_body::types::Address>("form_body", "#/components/schemas/Address");
    visitor.named::<crate::form_body::types::Charge>("form_body", "#/components/schemas/Charge");
    visitor.named::<crate::free_form_object::types::Event>("free_form_object", "#/components/schemas/Event");
    visitor.named::<crate::in_pieces::types::Failure>("in_pieces", "#/components/schemas/Failure");
    visitor.named::<crate::in_pieces::types::Page>("in_pieces", "#/components/schemas/Page");
    visitor.named::<crate::inline_objects::types::Frame>("inline_objects", "#/components/schemas/Frame");
    visitor.named::<crate::integer_enum_query::types::Level>("integer_enum_query", "#/components/schemas/Level");
    visitor.named::<crate::map::types::Counts>("map", "#/components/schemas/Counts");
    visitor.named::<crate::map::types::Stock>("map", "#/components/schemas/Stock");
    visitor.named::<crate::markdown::types::Note>("markdown", "#/components/schemas/Note");
    visitor.named::<crate::multipart::types::About>("multipart", "#/components/schemas/About");
    visitor.named::<crate::multipart::types::Upload>("multipart", "#/components/schemas/Upload");
    visitor.named::<crate::object_parameters::types::Filter>("object_parameters", "#/components/schemas/Filter");
    visitor.named::<crate::object_parameters::types::Page>("object_parameters", "#/components/schemas/Page");
    visitor.named::<crate::object_parameters::types::Point>("object_parameters", "#/components/schemas/Point");
    visitor.named::<crate::odd_property_names::types::Reaction>("odd_property_names", "#/components/schemas/Reaction");
    visitor.named::<crate::optional_body::types::Settings>("optional_body", "#/components/schemas/Settings");
    visitor.named::<crate::properties_and_map::types::Labels>("properties_and_map", "#/components/schemas/Labels");
    visitor.named::<crate::recursive_inline::types::Cat>("recursive_inline", "#/components/schemas/Cat");
    visitor.named::<crate::reference_with_siblings::types::First>("reference_with_siblings", "#/components/schemas/First");
    visitor.named::<crate::reference_with_siblings::types::Fourth>("reference_with_siblings", "#/components/schemas/Fourth");
    visitor.named::<crate::reference_with_siblings::types::Second>("reference_with_siblings", "#/components/schemas/Second");
    visitor.named::<crate::reference_with_siblings::types::Third>("reference_with_siblings", "#/components/schemas/Third");
    visitor.named::<crate::required_and_nullable::types::Profile>("required_and_nullable", "#/components/schemas/Profile");
    visitor.named::<crate::required_and_nullable_3_1::types::Profile>("required_and_nullable_3_1", "#/components/schemas/Profile");
    visitor.named::<crate::scoring_swagger::types::ErrorResponse>("scoring_swagger", "#/definitions/ErrorResponse");
    visitor.named::<crate::scoring_swagger::types::ServiceInput>("scoring_swagger", "#/definitions/ServiceInput");
    visitor.named::<crate::scoring_swagger::types::ServiceOutput>("scoring_swagger", "#/definitions/ServiceOutput");
    visitor.named::<crate::scoring_v2::types::ErrorResponse>("scoring_v2", "#/definitions/ErrorResponse");
    visitor.named::<crate::scoring_v2::types::ServiceInput>("scoring_v2", "#/definitions/ServiceInput");
    visitor.named::<crate::scoring_v2::types::ServiceOutput>("scoring_v2", "#/definitions/ServiceOutput");
    visitor.named::<crate::scoring_v3_0::types::ErrorResponse>("scoring_v3_0", "#/components/schemas/ErrorResponse");
    visitor.named::<crate::scoring_v3_0::types::ServiceInput>("scoring_v3_0", "#/components/schemas/ServiceInput");
    visitor.named::<crate::scoring_v3_0::types::ServiceOutput>("scoring_v3_0", "#/components/schemas/ServiceOutput");
    visitor.named::<crate::scoring_v3_1::types::ErrorResponse>("scoring_v3_1", "#/components/schemas/ErrorResponse");
    visitor.named::<crate::scoring_v3_1::types::ServiceInput>("scoring_v3_1", "#/components/schemas/ServiceInput");
    visitor.named::<crate::scoring_v3_1::types::ServiceOutput>("scoring_v3_1", "#/components/schemas/ServiceOutput");
    visitor.named::<crate::std_type_names::types::Box>("std_type_names", "#/components/schemas/Box");
    visitor.named::<crate::std_type_names::types::Call>("std_type_names", "#/components/schemas/Call");
    visitor.named::<crate::std_type_names::types::Client>("std_type_names", "#/components/schemas/Client");
    visitor.named::<crate::std_type_names::types::Error>("std_type_names", "#/components/schemas/Error");
    visitor.named::<crate::std_type_names::types::Option>("std_type_names", "#/components/schemas/Option");
    visitor.named::<crate::std_type_names::types::Result>("std_type_names", "#/components/schemas/Result");
    visitor.named::<crate::std_type_names::types::String>("std_type_names", "#/components/schemas/String");
    visitor.named::<crate::std_type_names::types::Vec>("std_type_names", "#/components/schemas/Vec");
    visitor.named::<crate::string_enum::types::Color>("string_enum", "#/components/schemas/Color");
    visitor.named::<crate::string_enum::types::Light>("string_enum", "#/components/schemas/Light");
    visitor.named::<crate::subtypes_without_properties::types::Activity>("subtypes_without_properties", "#/definitions/Activity");
    visitor.named::<crate::subtypes_without_properties::types::Run>("subtypes_without_properties", "#/definitions/Run");
    visitor.named::<crate::subtypes_without_properties::types::RunOnce>("subtypes_without_properties", "#/definitions/RunOnce");
    visitor.named::<crate::subtypes_without_properties::types::Wait>("subtypes_without_properties", "#/definitions/Wait");
    visitor.named::<crate::type_named_client::types::Client>("type_named_client", "#/components/schemas/Client");
    visitor.named::<crate::union_by_shape::types::A>("union_by_shape", "#/components/schemas/A");
    visitor.named::<crate::union_by_shape::types::B>("union_by_shape", "#/components/schemas/B");
    visitor.named::<crate::union_by_shape::types::Created>("union_by_shape", "#/components/schemas/Created");
    visitor.named::<crate::union_by_shape::types::Deleted>("union_by_shape", "#/components/schemas/Deleted");
    visitor.named::<crate::union_by_shape::types::Thing>("union_by_shape", "#/components/schemas/Thing");
    visitor.named::<crate::union_circles::types::Again>("union_circles", "#/components/schemas/Again");
    visitor.named::<crate::union_circles::types::Here>("union_circles", "#/components/schemas/Here");
    visitor.named::<crate::union_circles::types::Number>("union_circles", "#/components/schemas/Number");
    visitor.named::<crate::union_circles::types::There>("union_circles", "#/components/schemas/There");
    visitor.named::<crate::union_circles::types::Value>("union_circles", "#/components/schemas/Value");
    visitor.named::<crate::union_discriminator::types::Cat>("union_discriminator", "#/components/schemas/Cat");
    visitor.named::<crate::union_discriminator::types::Dog>("union_discriminator", "#/components/schemas/Dog");
    visitor.named::<crate::union_discriminator::types::Fish>("union_discriminator", "#/components/schemas/Fish");
    visitor.named::<crate::union_discriminator::types::Pet>("union_discriminator", "#/components/schemas/Pet");
    visitor.named::<crate::union_discriminator_in_all_of::types::Entity>("union_discriminator_in_all_of", "#/components/schemas/Entity");
    visitor.named::<crate::union_discriminator_in_all_of::types::Event>("union_discriminator_in_all_of", "#/components/schemas/Event");
    visitor.named::<crate::union_discriminator_in_all_of::types::Meeting>("union_discriminator_in_all_of", "#/components/schemas/Meeting");
    visitor.named::<crate::union_discriminator_in_all_of::types::Trip>("union_discriminator_in_all_of", "#/components/schemas/Trip");
    visitor.named::<crate::union_recursive::types::Branch>("union_recursive", "#/components/schemas/Branch");
    visitor.named::<crate::union_recursive::types::Tree>("union_recursive", "#/components/schemas/Tree");
    visitor.named::<crate::union_recursive::types::Twig>("union_recursive", "#/components/schemas/Twig");
    visitor.named::<crate::union_shared_tag::types::Call>("union_shared_tag", "#/components/schemas/Call");
    visitor.named::<crate::union_shared_tag::types::Entry>("union_shared_tag", "#/components/schemas/Entry");
    visitor.named::<crate::union_shared_tag::types::Received>("union_shared_tag", "#/components/schemas/Received");
    visitor.named::<crate::union_shared_tag::types::Sent>("union_shared_tag", "#/components/schemas/Sent");
    visitor.named::<crate::union_subtypes::types::Fish>("union_subtypes", "#/definitions/Fish");
    visitor.named::<crate::union_subtypes::types::Salmon>("union_subtypes", "#/definitions/Salmon");
    visitor.named::<crate::union_subtypes::types::Shark>("union_subtypes", "#/definitions/Shark");
    visitor.named::<crate::union_subtypes::types::SmartSalmon>("union_subtypes", "#/definitions/SmartSalmon");
    visitor.named::<crate::union_tags_by_enum::types::FileNote>("union_tags_by_enum", "#/components/schemas/FileNote");
    visitor.named::<crate::union_tags_by_enum::types::Note>("union_tags_by_enum", "#/components/schemas/Note");
    visitor.named::<crate::union_tags_by_enum::types::UrlNote>("union_tags_by_enum", "#/components/schemas/UrlNote");
    visitor.named::<crate::unknown_formats::types::Frame>("unknown_formats", "#/components/schemas/Frame");
    visitor.named::<crate::url_encoding::types::Problem>("url_encoding", "#/definitions/Problem");
    visitor.named::<crate::webhooks::types::SubscribeEventCallback>("webhooks", "#/components/schemas/SubscribeEventCallback");
    visitor.named::<crate::webhooks::types::Thing>("webhooks", "#/components/schemas/Thing");
}
