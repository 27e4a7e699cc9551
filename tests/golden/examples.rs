//! The examples of the documents, each with the type that it is one of.

use serde_core::Serialize;
use serde_core::de::DeserializeOwned;

/// What is done with each example.
pub trait Visitor {
    /// Takes an example of the type `T`: the module of the client, the pointer of the schema, and JSON.
    fn example<T: DeserializeOwned + Serialize>(&mut self, client: &str, pointer: &str, json: &str);
}

/// Shows all examples to a visitor.
#[rustfmt::skip]
pub fn visit(visitor: &mut impl Visitor) {
    visitor.example::<crate::cells::types::Frame>("cells", "#/components/schemas/Frame", "{\"objects\":[[\"a\",\"1\"]],\"rows\":[[\"x\",3,1.5,true,null]],\"mixed\":[\"a\",true],\"records\":[{\"gap\":null,\"kind\":\"a\",\"nothing\":null},{\"gap\":1.5,\"kind\":1,\"nothing\":null}]}");
    visitor.example::<crate::configured::types::Member>("configured", "#/components/schemas/Account", "{\"full-name\":\"Ada\",\"balance\":0.1,\"tags\":[\"a\",\"b\"],\"opens\":\"09:30:00\",\"level\":7,\"state\":\"in-progress\",\"created\":\"today\"}");
    visitor.example::<crate::documented_values::types::Box>("documented_values", "#/components/schemas/Box", "{\"sealed\":true,\"photo\":\"cGhvdG8=\",\"sides\":[[0.5]],\"corner\":[1,\"a\"],\"weights\":{\"lid\":0.5}}");
    visitor.example::<crate::example::types::ServiceInput>("example", "#/components/schemas/ServiceInput", "{\"data\":[[0.01,0.05]]}");
    visitor.example::<crate::example::types::ServiceOutput>("example", "#/components/schemas/ServiceOutput", "[3726.995]");
    visitor.example::<crate::example::types::NewPet>("example", "#/components/schemas/NewPet", "{\"name\":\"Minka\",\"tag\":\"cat\"}");
    visitor.example::<crate::example::types::Pet>("example", "#/components/schemas/Pet", "{\"id\":7,\"name\":\"Minka\",\"tag\":\"cat\"}");
    visitor.example::<crate::example::types::ErrorResponse>("example", "#/components/schemas/ErrorResponse", "{\"status_code\":404,\"message\":\"no pet has the id 8\"}");
    visitor.example::<crate::formats::types::Job>("formats", "#/components/schemas/Job", "{\"id\":\"67e55044-10b1-426f-9247-bb680e5fe0c8\",\"started\":\"2024-02-29T23:59:59.500+05:30\",\"ends\":null,\"day\":\"2024-02-29\",\"key\":\"aGVsbG8=\",\"host\":\"2001:db8::1\",\"size\":\"-9223372036854775808\",\"sizes\":[\"18446744073709551615\"],\"holidays\":{\"work\":\"2024-05-01\"},\"retries\":255,\"level\":-32768,\"serial\":18446744073709551615,\"secret\":\"hunter2\",\"timeout\":\"PT1H\"}");
    visitor.example::<crate::formats_3_1::types::Key>("formats_3_1", "#/components/schemas/Key", "{\"plain\":\"+/8=\",\"forUrls\":\"-_8\",\"other\":\"=20\",\"host\":\"::1\"}");
    visitor.example::<crate::free_form_object::types::Event>("free_form_object", "#/components/schemas/Event", "{\"payload\":{\"a\":[1,null]},\"open\":{\"b\":true},\"anything\":2.5,\"list\":[1,\"x\",{}],\"closed\":{}}");
    visitor.example::<crate::inline_objects::types::Frame>("inline_objects", "#/components/schemas/Frame", "{\"inputs\":{\"data\":[{\"name\":\"Ada\",\"age\":36,\"member\":true}]},\"parameters\":{\"method\":\"predict\"}}");
    visitor.example::<crate::integers_as_doubles::types::Input>("integers_as_doubles", "#/components/schemas/Input", "{\"data\":[[1,2],[3,0.5]],\"level\":1}");
    visitor.example::<crate::map::types::Stock>("map", "#/components/schemas/Stock", "{\"counts\":{\"bolt\":12,\"nut\":0},\"shelves\":{\"a1\":[\"bolt\",\"nut\"]}}");
    visitor.example::<crate::methods_by_group::types::Ship>("methods_by_group", "#/components/schemas/Ship", "{\"name\":\"Aurora\",\"length\":12.5}");
    visitor.example::<crate::numbers_in_text::types::Order>("numbers_in_text", "#/components/schemas/Order", "{\"count\":1,\"total\":2,\"left\":null,\"weight\":0.5}");
    visitor.example::<crate::odd_property_names::types::Reaction>("odd_property_names", "#/components/schemas/Reaction", "{\"type\":\"t\",\"self\":\"s\",\"Self\":\"S\",\"crate\":\"c\",\"gen\":\"g\",\"+1\":1,\"-1\":2,\"1\":3,\"two words\":\"a\",\"two_words\":\"b\",\"größe\":1.5,\"\":\"e\"}");
    visitor.example::<crate::properties_and_map::types::Labels>("properties_and_map", "#/components/schemas/Labels", "{\"name\":\"shelf\",\"rank\":1,\"color\":\"red\",\"room\":\"b12\"}");
    visitor.example::<crate::required_and_nullable::types::Profile>("required_and_nullable", "#/components/schemas/Profile", "{\"id\":7,\"manager\":null,\"nickname\":\"Mo\",\"birthday\":null}");
    visitor.example::<crate::required_and_nullable_3_1::types::Profile>("required_and_nullable_3_1", "#/components/schemas/Profile", "{\"id\":7,\"manager\":null,\"nickname\":\"Mo\",\"birthday\":null}");
    visitor.example::<crate::scoring_swagger::types::ServiceInput>("scoring_swagger", "#/definitions/ServiceInput", "{\"data\":[[10,9,8,7,6,5,4,3,2,1]]}");
    visitor.example::<crate::scoring_swagger::types::ServiceOutput>("scoring_swagger", "#/definitions/ServiceOutput", "[3726.995]");
    visitor.example::<crate::scoring_v2::types::ServiceInput>("scoring_v2", "#/definitions/ServiceInput", "{\"data\":[[0.0199132141783263,0.0506801187398187,0.104808689473925,0.0700725447072635,-0.0359677812752396,-0.0266789028311707,-0.0249926566315915,-0.00259226199818282,0.00371173823343597,0.0403433716478807]]}");
    visitor.example::<crate::scoring_v2::types::ServiceOutput>("scoring_v2", "#/definitions/ServiceOutput", "[3726.995]");
    visitor.example::<crate::scoring_v3_0::types::ServiceInput>("scoring_v3_0", "#/components/schemas/ServiceInput", "{\"data\":[[0.0199132141783263,0.0506801187398187,0.104808689473925,0.0700725447072635,-0.0359677812752396,-0.0266789028311707,-0.0249926566315915,-0.00259226199818282,0.00371173823343597,0.0403433716478807]]}");
    visitor.example::<crate::scoring_v3_0::types::ServiceOutput>("scoring_v3_0", "#/components/schemas/ServiceOutput", "[3726.995]");
    visitor.example::<crate::scoring_v3_1::types::ServiceInput>("scoring_v3_1", "#/components/schemas/ServiceInput", "{\"data\":[[0.0199132141783263,0.0506801187398187,0.104808689473925,0.0700725447072635,-0.0359677812752396,-0.0266789028311707,-0.0249926566315915,-0.00259226199818282,0.00371173823343597,0.0403433716478807]]}");
    visitor.example::<crate::scoring_v3_1::types::ServiceOutput>("scoring_v3_1", "#/components/schemas/ServiceOutput", "[3726.995]");
    visitor.example::<crate::string_enum::types::Light>("string_enum", "#/components/schemas/Light", "{\"color\":\"red\",\"next\":\"flashing-yellow\"}");
    visitor.example::<crate::unknown_formats::types::Frame>("unknown_formats", "#/components/schemas/Frame", "{\"matrix\":[[0.5,1.5]],\"records\":[{\"age\":3}],\"color\":\"#ff0000\",\"done\":true,\"share\":50}");
    visitor.example::<crate::words_of_yaml::types::Type3_10>("words_of_yaml", "#/components/schemas/3.10", "{\"1.10\":\"2.50\",\"0x1F\":\"0x10\"}");
}
