//! The clients of the documents in `fixtures/`, as they are generated.
//!
//! Written by the test `golden` of `callsmith-tests`.

#![deny(warnings)]
// Lints that programs switch on.
#![deny(missing_debug_implementations, single_use_lifetimes, trivial_casts, trivial_numeric_casts)]
#![deny(explicit_outlives_requirements, redundant_lifetimes, unused_lifetimes, unused_qualifications)]
// A client may have the name of one of its modules.
#![allow(clippy::module_inception)]

pub mod calls;
pub mod documented;
pub mod examples;
pub mod named;
/// The client of `Schemas made of others`.
#[rustfmt::skip]
pub mod all_of;
/// The client of `Answers of Python`.
#[rustfmt::skip]
pub mod answers_of_python;
/// The client of `Answers of two operations that are written twice`.
#[rustfmt::skip]
pub mod answers_written_twice;
/// The client of `array-delimiters`.
#[rustfmt::skip]
pub mod array_delimiters;
/// The client of `array-parameters`.
#[rustfmt::skip]
pub mod array_parameters;
/// The client of `array-parameters`.
#[rustfmt::skip]
pub mod array_parameters_3_0;
/// The client of `associated names`.
#[rustfmt::skip]
pub mod associated_names;
/// The client of `authorization keys`.
#[rustfmt::skip]
pub mod authorization_keys;
/// The client of `Bodies of methods`.
#[rustfmt::skip]
pub mod bodies_of_methods;
/// The client of `Bodies of methods`.
#[rustfmt::skip]
pub mod bodies_of_methods_2_0;
/// The client of `bodies without names`.
#[rustfmt::skip]
pub mod bodies_without_names;
/// The client of `body corners`.
#[rustfmt::skip]
pub mod body_corners;
/// The client of `brackets`.
#[rustfmt::skip]
pub mod brackets;
/// The client of `cells`.
#[rustfmt::skip]
pub mod cells;
/// The client of `Closed enums`.
#[rustfmt::skip]
pub mod closed_enums;
/// The client of `collection formats`.
#[rustfmt::skip]
pub mod collection_formats;
/// The client of `colliding-names`.
#[rustfmt::skip]
pub mod colliding_names;
/// The client of `conditional-properties`.
#[rustfmt::skip]
pub mod conditional_properties;
/// The client of `configured`.
#[rustfmt::skip]
pub mod configured;
/// The client of `continuations`.
#[rustfmt::skip]
pub mod continuations;
/// The client of `declared-enums`.
#[rustfmt::skip]
pub mod declared_enums;
/// The client of `Default values`.
#[rustfmt::skip]
pub mod default_values;
/// The client of `described`.
#[rustfmt::skip]
pub mod described;
/// The client of `documented-values`.
#[rustfmt::skip]
pub mod documented_values;
/// The client of `empty-path-value`.
#[rustfmt::skip]
pub mod empty_path_value;
/// The client of `Empty paths`.
#[rustfmt::skip]
pub mod empty_paths;
/// The client of `endpoint`.
#[rustfmt::skip]
pub mod endpoint;
/// The client of `enum extensions`.
#[rustfmt::skip]
pub mod enum_extensions;
/// The client of `enum extensions 3.0`.
#[rustfmt::skip]
pub mod enum_extensions_3_0;
/// The client of `myservice`.
#[rustfmt::skip]
pub mod example;
/// The client of `file-answer`.
#[rustfmt::skip]
pub mod file_answer_2_0;
/// The client of `files`.
#[rustfmt::skip]
pub mod files_and_json;
/// The client of `Finite requests`.
#[rustfmt::skip]
pub mod finite_requests;
/// The client of `Tags that are always the same`.
#[rustfmt::skip]
pub mod fixed_tags;
/// The client of `form body`.
#[rustfmt::skip]
pub mod form_body;
/// The client of `form body 2.0`.
#[rustfmt::skip]
pub mod form_body_2_0;
/// The client of `formats`.
#[rustfmt::skip]
pub mod formats;
/// The client of `formats 3.1`.
#[rustfmt::skip]
pub mod formats_3_1;
/// The client of `free-form-object`.
#[rustfmt::skip]
pub mod free_form_object;
/// The client of `gateway_streams`.
#[rustfmt::skip]
pub mod gateway_streams;
/// The client of `Hard names`.
#[rustfmt::skip]
pub mod hard_names;
/// The client of `One header in two cases`.
#[rustfmt::skip]
pub mod header_case;
/// The client of `Header dates`.
#[rustfmt::skip]
pub mod header_dates;
/// The client of `host with parameters`.
#[rustfmt::skip]
pub mod host_with_parameters;
/// The client of `Idempotency keys`.
#[rustfmt::skip]
pub mod idempotency_keys;
/// The client of `In pieces`.
#[rustfmt::skip]
pub mod in_pieces;
/// The client of `Inline names`.
#[rustfmt::skip]
pub mod inline_names;
/// The client of `inline-objects`.
#[rustfmt::skip]
pub mod inline_objects;
/// The client of `integer-enum-query`.
#[rustfmt::skip]
pub mod integer_enum_query;
/// The client of `Integer formats`.
#[rustfmt::skip]
pub mod integer_formats;
/// The client of `integers-as-doubles`.
#[rustfmt::skip]
pub mod integers_as_doubles;
/// The client of `json-or-xml`.
#[rustfmt::skip]
pub mod json_or_xml;
/// The client of `Listed values of all kinds`.
#[rustfmt::skip]
pub mod listed_values;
/// The client of `Lists that contain themselves`.
#[rustfmt::skip]
pub mod lists_of_themselves;
/// The client of `long-running operations`.
#[rustfmt::skip]
pub mod long_running;
/// The client of `long-running-statuses`.
#[rustfmt::skip]
pub mod long_running_statuses;
/// The client of `map`.
#[rustfmt::skip]
pub mod map;
/// The client of `markdown`.
#[rustfmt::skip]
pub mod markdown;
/// The client of `media-types`.
#[rustfmt::skip]
pub mod media_types;
/// The client of `merge patch`.
#[rustfmt::skip]
pub mod merge_patch;
/// The client of `Methods by group`.
#[rustfmt::skip]
pub mod methods_by_group;
/// The client of `multipart`.
#[rustfmt::skip]
pub mod multipart;
/// The client of `multipart 2.0`.
#[rustfmt::skip]
pub mod multipart_2_0;
/// The client of `names for clients`.
#[rustfmt::skip]
pub mod names_for_clients;
/// The client of `Names of parts`.
#[rustfmt::skip]
pub mod names_of_parts;
/// The client of `nested arrays`.
#[rustfmt::skip]
pub mod nested_arrays;
/// The client of `no security scheme`.
#[rustfmt::skip]
pub mod no_security_scheme;
/// The client of `null alone`.
#[rustfmt::skip]
pub mod null_alone;
/// The client of `Nullable Forms`.
#[rustfmt::skip]
pub mod nullable_forms;
/// The client of `nullable-unions`.
#[rustfmt::skip]
pub mod nullable_unions;
/// The client of `nulls`.
#[rustfmt::skip]
pub mod nulls;
/// The client of `numbers in text`.
#[rustfmt::skip]
pub mod numbers_in_text;
/// The client of `oauth-flows`.
#[rustfmt::skip]
pub mod oauth_flows;
/// The client of `object parameters`.
#[rustfmt::skip]
pub mod object_parameters;
/// The client of `odd-property-names`.
#[rustfmt::skip]
pub mod odd_property_names;
/// The client of `One value`.
#[rustfmt::skip]
pub mod one_value;
/// The client of `optional-body`.
#[rustfmt::skip]
pub mod optional_body;
/// The client of `page-tokens`.
#[rustfmt::skip]
pub mod page_tokens;
/// The client of `pageable`.
#[rustfmt::skip]
pub mod pageable;
/// The client of `pages`.
#[rustfmt::skip]
pub mod pages;
/// The client of `pages in bodies`.
#[rustfmt::skip]
pub mod pages_in_bodies;
/// The client of `parameter corners`.
#[rustfmt::skip]
pub mod parameter_corners;
/// The client of `parameters`.
#[rustfmt::skip]
pub mod parameters;
/// The client of `part encodings`.
#[rustfmt::skip]
pub mod part_encodings;
/// The client of `part headers`.
#[rustfmt::skip]
pub mod part_headers;
/// The client of `parts in order`.
#[rustfmt::skip]
pub mod parts_in_order;
/// The client of `path query fragment`.
#[rustfmt::skip]
pub mod path_query_fragment;
/// The client of `pattern-properties`.
#[rustfmt::skip]
pub mod pattern_properties;
/// The client of `properties-and-map`.
#[rustfmt::skip]
pub mod properties_and_map;
/// The client of `querystring`.
#[rustfmt::skip]
pub mod querystring;
/// The client of `Raw bodies`.
#[rustfmt::skip]
pub mod raw_bodies;
/// The client of `views`.
#[rustfmt::skip]
pub mod read_only_write_only;
/// The client of `recursion`.
#[rustfmt::skip]
pub mod recursion;
/// The client of `Recursion through a property that several parts of an allOf declare`.
#[rustfmt::skip]
pub mod recursion_through_all_of;
/// The client of `recursive-inline`.
#[rustfmt::skip]
pub mod recursive_inline;
/// The client of `redirects`.
#[rustfmt::skip]
pub mod redirects;
/// The client of `Keywords beside a reference`.
#[rustfmt::skip]
pub mod reference_with_siblings;
/// The client of `references alone`.
#[rustfmt::skip]
pub mod references_alone;
/// The client of `Registry formats`.
#[rustfmt::skip]
pub mod registry_formats;
/// The client of `repositories`.
#[rustfmt::skip]
pub mod repositories;
/// The client of `Request headers`.
#[rustfmt::skip]
pub mod request_headers;
/// The client of `required-and-nullable`.
#[rustfmt::skip]
pub mod required_and_nullable;
/// The client of `required-and-nullable`.
#[rustfmt::skip]
pub mod required_and_nullable_3_1;
/// The client of `Reserved characters`.
#[rustfmt::skip]
pub mod reserved_characters;
/// The client of `response-headers`.
#[rustfmt::skip]
pub mod response_headers;
/// The client of `responses`.
#[rustfmt::skip]
pub mod responses;
/// The client of `responses-xml`.
#[rustfmt::skip]
pub mod responses_xml;
/// The client of `rows`.
#[rustfmt::skip]
pub mod rows;
/// The client of `myservice`.
#[rustfmt::skip]
pub mod scoring_swagger;
/// The client of `myservice`.
#[rustfmt::skip]
pub mod scoring_v2;
/// The client of `myservice`.
#[rustfmt::skip]
pub mod scoring_v3_0;
/// The client of `myservice`.
#[rustfmt::skip]
pub mod scoring_v3_1;
/// The client of `security`.
#[rustfmt::skip]
pub mod security;
/// The client of `servers`.
#[rustfmt::skip]
pub mod server_variables;
/// The client of `std-type-names`.
#[rustfmt::skip]
pub mod std_type_names;
/// The client of `streams`.
#[rustfmt::skip]
pub mod streams;
/// The client of `streams-3.2`.
#[rustfmt::skip]
pub mod streams_3_2;
/// The client of `streams_by_name`.
#[rustfmt::skip]
pub mod streams_by_name;
/// The client of `string-enum`.
#[rustfmt::skip]
pub mod string_enum;
/// The client of `Structured fields`.
#[rustfmt::skip]
pub mod structured_fields;
/// The client of `styles`.
#[rustfmt::skip]
pub mod styles_3_0;
/// The client of `styles`.
#[rustfmt::skip]
pub mod styles_3_1;
/// The client of `styles`.
#[rustfmt::skip]
pub mod styles_3_2;
/// The client of `Subtypes that add no property`.
#[rustfmt::skip]
pub mod subtypes_without_properties;
/// The client of `Tag features`.
#[rustfmt::skip]
pub mod tag_features;
/// The client of `tag_servers`.
#[rustfmt::skip]
pub mod tag_servers;
/// The client of `Tagged parts`.
#[rustfmt::skip]
pub mod tagged_parts;
/// The client of `text-and-binary`.
#[rustfmt::skip]
pub mod text_and_binary;
/// The client of `tuples`.
#[rustfmt::skip]
pub mod tuples;
/// The client of `Salon`.
#[rustfmt::skip]
pub mod type_named_client;
/// The client of `Properties that are not declared`.
#[rustfmt::skip]
pub mod undeclared_properties;
/// The client of `Unions without a discriminator`.
#[rustfmt::skip]
pub mod union_by_shape;
/// The client of `Unions that lead back to themselves`.
#[rustfmt::skip]
pub mod union_circles;
/// The client of `Union Default Mapping`.
#[rustfmt::skip]
pub mod union_default_mapping;
/// The client of `Pets by discriminator`.
#[rustfmt::skip]
pub mod union_discriminator;
/// The client of `A discriminator within allOf`.
#[rustfmt::skip]
pub mod union_discriminator_in_all_of;
/// The client of `union-exactly-one`.
#[rustfmt::skip]
pub mod union_exactly_one;
/// The client of `Union Names`.
#[rustfmt::skip]
pub mod union_names;
/// The client of `Parents that list the children which are made of them`.
#[rustfmt::skip]
pub mod union_of_all_of_children;
/// The client of `Union Of Lists`.
#[rustfmt::skip]
pub mod union_of_lists;
/// The client of `Union Of Numbers`.
#[rustfmt::skip]
pub mod union_of_numbers;
/// The client of `union-of-strings`.
#[rustfmt::skip]
pub mod union_of_strings;
/// The client of `union-open-objects`.
#[rustfmt::skip]
pub mod union_open_objects;
/// The client of `Alternatives that look alike on every level`.
#[rustfmt::skip]
pub mod union_recursive;
/// The client of `Union Sent Tags`.
#[rustfmt::skip]
pub mod union_sent_tags;
/// The client of `A tag that two alternatives share`.
#[rustfmt::skip]
pub mod union_shared_tag;
/// The client of `Subtypes through allOf`.
#[rustfmt::skip]
pub mod union_subtypes;
/// The client of `A discriminator whose values the members list`.
#[rustfmt::skip]
pub mod union_tags_by_enum;
/// The client of `Tags that are booleans and integers`.
#[rustfmt::skip]
pub mod union_tags_of_other_kinds;
/// The client of `Union Told By Limits`.
#[rustfmt::skip]
pub mod union_told_by_limits;
/// The client of `Union Told Deeper`.
#[rustfmt::skip]
pub mod union_told_deeper;
/// The client of `Alternatives told apart by listed values of which more may come`.
#[rustfmt::skip]
pub mod union_unknown_value;
/// The client of `unknown-formats`.
#[rustfmt::skip]
pub mod unknown_formats;
/// The client of `unrequired security`.
#[rustfmt::skip]
pub mod unrequired_security;
/// The client of `url encoding`.
#[rustfmt::skip]
pub mod url_encoding;
/// The client of `validate`.
#[rustfmt::skip]
pub mod validate;
/// The client of `verdicts`.
#[rustfmt::skip]
pub mod verdicts;
/// The client of `webhooks`.
#[rustfmt::skip]
pub mod webhooks;
/// The client of `Whole numbers`.
#[rustfmt::skip]
pub mod whole_numbers;
/// The client of `Words In Text`.
#[rustfmt::skip]
pub mod words_in_text;
/// The client of `words-of-yaml`.
#[rustfmt::skip]
pub mod words_of_yaml;
/// The client of `Bodies in XML`.
#[rustfmt::skip]
pub mod xml;
/// The client of `XML in Swagger 2.0`.
#[rustfmt::skip]
pub mod xml_2_0;
/// The client of `Lists and tuples within each other in XML`.
#[rustfmt::skip]
pub mod xml_nested_lists;
/// The client of `Types of nodes in XML`.
#[rustfmt::skip]
pub mod xml_node_types;
