//! The examples in the documentation of the client crates.

// As rustdoc has it.
#![allow(unused_variables)]

/// `all_of`
#[rustfmt::skip]
pub mod all_of {
    /// The example 0.
    pub mod example_0 {
        use crate::all_of::Client;
        use crate::all_of::types::Employee;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let body = Employee {
            name: "string".to_owned(),
            age: 1,
            ..Default::default()
        };
        let answer = client.add_employee(&body).await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::all_of::types::Employee;
        /// The example.
    pub async fn example(client: crate::all_of::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Employee {
            name: "string".to_owned(),
            age: 1,
            ..Default::default()
        };
        let answer = client.add_employee(&body).await?;
        Ok(())
        }
    }
}

/// `answers_of_python`
#[rustfmt::skip]
pub mod answers_of_python {
    /// The example 0.
    pub mod example_0 {
        use crate::answers_of_python::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.label().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
}

/// `answers_written_twice`
#[rustfmt::skip]
pub mod answers_written_twice {
    /// The example 0.
    pub mod example_0 {
        use crate::answers_written_twice::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        client.get_door(1).await?;
        Ok(())
        }
    }
}

/// `array_delimiters`
#[rustfmt::skip]
pub mod array_delimiters {
    /// The example 0.
    pub mod example_0 {
        use crate::array_delimiters::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        client.list_pets().await?;
        Ok(())
        }
    }
}

/// `associated_names`
#[rustfmt::skip]
pub mod associated_names {
    /// The example 0.
    pub mod example_0 {
        use crate::associated_names::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.levels().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
}

/// `authorization_keys`
#[rustfmt::skip]
pub mod authorization_keys {
    /// The example 0.
    pub mod example_0 {
        use crate::authorization_keys::{Client, SecuritySchemes};
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").with_bare("secret").build()?;
        client.bare().await?;
        Ok(())
        }
    }
}

/// `bodies_of_methods`
#[rustfmt::skip]
pub mod bodies_of_methods {
    /// The example 0.
    pub mod example_0 {
        use crate::bodies_of_methods::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        client.read("string").await?;
        Ok(())
        }
    }
}

/// `bodies_of_methods_2_0`
#[rustfmt::skip]
pub mod bodies_of_methods_2_0 {
    /// The example 0.
    pub mod example_0 {
        use crate::bodies_of_methods_2_0::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        client.find().await?;
        Ok(())
        }
    }
}

/// `bodies_without_names`
#[rustfmt::skip]
pub mod bodies_without_names {
    /// The example 0.
    pub mod example_0 {
        use crate::bodies_without_names::Client;
        use crate::bodies_without_names::types::Name;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let body = Name::default();
        let answer = client.send_latin_json(&body).await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::bodies_without_names::types::Name;
        /// The example.
    pub async fn example(client: crate::bodies_without_names::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Name::default();
        let answer = client.send_latin_json(&body).await?;
        Ok(())
        }
    }
}

/// `body_corners`
#[rustfmt::skip]
pub mod body_corners {
    /// The example 0.
    pub mod example_0 {
        use crate::body_corners::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        client.find_things().await?;
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::body_corners::types::ThingPatch;
        /// The example.
    pub async fn example(client: crate::body_corners::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = ThingPatch {
            name: "string".to_owned(),
            ..Default::default()
        };
        client.patch_things(&body).await?;
        Ok(())
        }
    }
    /// The example 2.
    pub mod example_2 {
        use crate::body_corners::types::Form;
        /// The example.
    pub async fn example(client: crate::body_corners::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Form {
            path: "string".to_owned(),
            ..Default::default()
        };
        client.post_form(&body).await?;
        Ok(())
        }
    }
    /// The example 3.
    pub mod example_3 {
        use crate::body_corners::types::Form;
        /// The example.
    pub async fn example(client: crate::body_corners::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Form {
            path: "string".to_owned(),
            ..Default::default()
        };
        client.post_parts(&body).await?;
        Ok(())
        }
    }
}

/// `brackets`
#[rustfmt::skip]
pub mod brackets {
    /// The example 0.
    pub mod example_0 {
        use crate::brackets::Client;
        use crate::brackets::types::FillBody;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let body = FillBody::default();
        client.fill(&body).await?;
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::brackets::types::FillBody;
        /// The example.
    pub async fn example(client: crate::brackets::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = FillBody::default();
        client.fill(&body).await?;
        Ok(())
        }
    }
}

/// `closed_enums`
#[rustfmt::skip]
pub mod closed_enums {
    /// The example 0.
    pub mod example_0 {
        use crate::closed_enums::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.list_lamps().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
}

/// `colliding_names`
#[rustfmt::skip]
pub mod colliding_names {
    /// The example 0.
    pub mod example_0 {
        use crate::colliding_names::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.get_pet2("string", "string").await?;
        println!("{answer:?}");
        Ok(())
        }
    }
}

/// `continuations`
#[rustfmt::skip]
pub mod continuations {
    /// The example 0.
    pub mod example_0 {
        use crate::continuations::{Client, SecuritySchemes};
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://archive.example")
            .with_query_key("secret")
            .build()?;
        let answer = client.keyed().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::continuations::types::Record;
        /// The example.
    pub async fn example(client: crate::continuations::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Record::default();
        let answer = client.put_record("string", &body).await?;
        Ok(())
        }
    }
    /// The example 2.
    pub mod example_2 {
        use crate::continuations::types::QueryBody;
        /// The example.
    pub async fn example(client: crate::continuations::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = QueryBody::default();
        let answer = client.query(&body).await?;
        Ok(())
        }
    }
}

/// `default_values`
#[rustfmt::skip]
pub mod default_values {
    /// The example 0.
    pub mod example_0 {
        use crate::default_values::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        client.search().await?;
        Ok(())
        }
    }
}

/// `documented_values`
#[rustfmt::skip]
pub mod documented_values {
    /// The example 0.
    pub mod example_0 {
        /// The example.
    pub async fn example(client: crate::documented_values::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = vec!["string".to_owned()];
        let answer = client.fill_box(1, &body).await?;
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::documented_values::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let body = vec!["string".to_owned()];
        let answer = client.fill_box(1, &body).await?;
        println!("{answer:?}");
        Ok(())
        }
    }
}

/// `empty_path_value`
#[rustfmt::skip]
pub mod empty_path_value {
    /// The example 0.
    pub mod example_0 {
        use crate::empty_path_value::Client;
        use crate::empty_path_value::types::ListBooksOrder;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        client.list_books(ListBooksOrder::Empty).await?;
        Ok(())
        }
    }
}

/// `empty_paths`
#[rustfmt::skip]
pub mod empty_paths {
    /// The example 0.
    pub mod example_0 {
        use crate::empty_paths::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        client.read_file("string").await?;
        Ok(())
        }
    }
}

/// `endpoint`
#[rustfmt::skip]
pub mod endpoint {
    /// The example 0.
    pub mod example_0 {
        use crate::endpoint::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        client.list_items().await?;
        Ok(())
        }
    }
}

/// `enum_extensions`
#[rustfmt::skip]
pub mod enum_extensions {
    /// The example 0.
    pub mod example_0 {
        use crate::enum_extensions::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.list_things().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
}

/// `enum_extensions_3_0`
#[rustfmt::skip]
pub mod enum_extensions_3_0 {
    /// The example 0.
    pub mod example_0 {
        use crate::enum_extensions_3_0::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        client.list_things().await?;
        Ok(())
        }
    }
}

/// `example`
#[rustfmt::skip]
pub mod example {
    /// The example 0.
    pub mod example_0 {
        use crate::example::{Client, SecuritySchemes};
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").with_bearer("secret").build()?;
        let answer = client.list_pets().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::example::types::ServiceInput;
        /// The example.
    pub async fn example(client: crate::example::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = ServiceInput {
            data: Some(vec![vec![0.01, 0.05]]),
        };
        let answer = client.run_ml_service(&body).await?;
        Ok(())
        }
    }
    /// The example 2.
    pub mod example_2 {
        use crate::example::types::NewPet;
        /// The example.
    pub async fn example(client: crate::example::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = NewPet {
            name: "Minka".to_owned(),
            tag: Some("cat".to_owned()),
        };
        let answer = client.create_pet(&body).await?;
        Ok(())
        }
    }
}

/// `file_answer_2_0`
#[rustfmt::skip]
pub mod file_answer_2_0 {
    /// The example 0.
    pub mod example_0 {
        use crate::file_answer_2_0::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.get_report().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
}

/// `files_and_json`
#[rustfmt::skip]
pub mod files_and_json {
    /// The example 0.
    pub mod example_0 {
        use crate::files_and_json::Client;
        use crate::files_and_json::types::{ChooseBody, Link};
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let body = ChooseBody::Link(Link { url: "string".to_owned() });
        client.choose(&body).await?;
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::files_and_json::types::{ChooseBody, Link};
        /// The example.
    pub async fn example(client: crate::files_and_json::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = ChooseBody::Link(Link { url: "string".to_owned() });
        client.choose(&body).await?;
        Ok(())
        }
    }
}

/// `finite_requests`
#[rustfmt::skip]
pub mod finite_requests {
    /// The example 0.
    pub mod example_0 {
        use crate::finite_requests::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        client.send_parameters(1.0).await?;
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::finite_requests::types::Sample;
        /// The example.
    pub async fn example(client: crate::finite_requests::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Sample {
            data: vec![vec![1.0]],
            ..Default::default()
        };
        client.send_json(&body).await?;
        Ok(())
        }
    }
    /// The example 2.
    pub mod example_2 {
        use crate::finite_requests::types::Fields;
        /// The example.
    pub async fn example(client: crate::finite_requests::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Fields {
            v: 0.0,
            ..Default::default()
        };
        client.send_form(&body).await?;
        Ok(())
        }
    }
    /// The example 3.
    pub mod example_3 {
        use crate::finite_requests::types::Fields;
        /// The example.
    pub async fn example(client: crate::finite_requests::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Fields {
            v: 0.0,
            ..Default::default()
        };
        client.send_xml(&body).await?;
        Ok(())
        }
    }
}

/// `form_body`
#[rustfmt::skip]
pub mod form_body {
    /// The example 0.
    pub mod example_0 {
        use crate::form_body::Client;
        use crate::form_body::types::Charge;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let body = Charge {
            amount: 1,
            ..Default::default()
        };
        client.make_charge(&body).await?;
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::form_body::types::Charge;
        /// The example.
    pub async fn example(client: crate::form_body::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Charge {
            amount: 1,
            ..Default::default()
        };
        client.make_charge(&body).await?;
        Ok(())
        }
    }
}

/// `form_body_2_0`
#[rustfmt::skip]
pub mod form_body_2_0 {
    /// The example 0.
    pub mod example_0 {
        use crate::form_body_2_0::Client;
        use crate::form_body_2_0::types::MakeChargeBody;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let body = MakeChargeBody {
            cents: 1,
            ..Default::default()
        };
        client.make_charge(&body).await?;
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::form_body_2_0::types::MakeChargeBody;
        /// The example.
    pub async fn example(client: crate::form_body_2_0::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = MakeChargeBody {
            cents: 1,
            ..Default::default()
        };
        client.make_charge(&body).await?;
        Ok(())
        }
    }
}

/// `formats`
#[rustfmt::skip]
pub mod formats {
    /// The example 0.
    pub mod example_0 {
        use crate::formats::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let body = callsmith_runtime::Quoted(1);
        let answer = client.put_size(&body).await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        /// The example.
    pub async fn example(client: crate::formats::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = callsmith_runtime::Quoted(1);
        let answer = client.put_size(&body).await?;
        Ok(())
        }
    }
}

/// `formats_3_1`
#[rustfmt::skip]
pub mod formats_3_1 {
    /// The example 0.
    pub mod example_0 {
        use crate::formats_3_1::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.get_key().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
}

/// `gateway_streams`
#[rustfmt::skip]
pub mod gateway_streams {
    /// The example 0.
    pub mod example_0 {
        use crate::gateway_streams::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.levels().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::gateway_streams::types::GaugeRequest;
        /// The example.
    pub async fn example(client: crate::gateway_streams::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = GaugeRequest::default();
        let answer = client.gauge(&body).await?;
        Ok(())
        }
    }
}

/// `hard_names`
#[rustfmt::skip]
pub mod hard_names {
    /// The example 0.
    pub mod example_0 {
        use crate::hard_names::types::{Größe, Übersicht};
        /// The example.
    pub async fn example(client: crate::hard_names::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Übersicht {
            name: "string".to_owned(),
            ..Default::default()
        };
        let answer = client.client(Größe::Klein, &body).await?;
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::hard_names::{Client, SecuritySchemes};
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://été.example.com")
            .with_schlüssel("secret")
            .build()?;
        let answer = client.events().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 2.
    pub mod example_2 {
        use crate::hard_names::types::LinesBody;
        /// The example.
    pub async fn example(client: crate::hard_names::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = LinesBody {
            größe: "string".to_owned(),
            ..Default::default()
        };
        let answer = client.lines(&body).await?;
        Ok(())
        }
    }
}

/// `header_case`
#[rustfmt::skip]
pub mod header_case {
    /// The example 0.
    pub mod example_0 {
        use crate::header_case::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        client.list_things().await?;
        Ok(())
        }
    }
}

/// `header_dates`
#[rustfmt::skip]
pub mod header_dates {
    /// The example 0.
    pub mod example_0 {
        use crate::header_dates::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.page("2026-01-31T12:00:00Z".parse()?).await?;
        println!("{answer:?}");
        Ok(())
        }
    }
}

/// `host_with_parameters`
#[rustfmt::skip]
pub mod host_with_parameters {
    /// The example 0.
    pub mod example_0 {
        use crate::host_with_parameters::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        client.list_items().await?;
        Ok(())
        }
    }
}

/// `idempotency_keys`
#[rustfmt::skip]
pub mod idempotency_keys {
    /// The example 0.
    pub mod example_0 {
        use crate::idempotency_keys::Client;
        use crate::idempotency_keys::types::Order;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let body = Order { item: "string".to_owned() };
        client.place_order(&body).await?;
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::idempotency_keys::types::Order;
        /// The example.
    pub async fn example(client: crate::idempotency_keys::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Order { item: "string".to_owned() };
        client.place_order(&body).await?;
        Ok(())
        }
    }
    /// The example 2.
    pub mod example_2 {
        use crate::idempotency_keys::types::Order;
        /// The example.
    pub async fn example(client: crate::idempotency_keys::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Order { item: "string".to_owned() };
        client.refund_order(&body).await?;
        Ok(())
        }
    }
    /// The example 3.
    pub mod example_3 {
        use crate::idempotency_keys::types::Order;
        /// The example.
    pub async fn example(client: crate::idempotency_keys::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Order { item: "string".to_owned() };
        client.ship_order(&body).await?;
        Ok(())
        }
    }
}

/// `in_pieces`
#[rustfmt::skip]
pub mod in_pieces {
    /// The example 0.
    pub mod example_0 {
        use crate::in_pieces::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::new()?;
        let answer = client.list_pets().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
}

/// `inline_names`
#[rustfmt::skip]
pub mod inline_names {
    /// The example 0.
    pub mod example_0 {
        use crate::inline_names::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::new()?;
        let answer = client.list_loaves().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::inline_names::types::NewLoaf;
        /// The example.
    pub async fn example(client: crate::inline_names::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = NewLoaf::default();
        client.register_oauth2_client(&body).await?;
        Ok(())
        }
    }
}

/// `inline_objects`
#[rustfmt::skip]
pub mod inline_objects {
    /// The example 0.
    pub mod example_0 {
        use crate::inline_objects::types::{Frame, FrameInputs, FrameParameters, FrameRow};
        /// The example.
    pub async fn example(client: crate::inline_objects::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Frame {
            inputs: FrameInputs {
                data: vec![
                    FrameRow { name : "Ada".to_owned(), age : 36, member : Some(true), }
                ],
            },
            parameters: Some(FrameParameters {
                method: Some("predict".to_owned()),
            }),
        };
        let answer = client.score(&body).await?;
        Ok(())
        }
    }
}

/// `integer_enum_query`
#[rustfmt::skip]
pub mod integer_enum_query {
    /// The example 0.
    pub mod example_0 {
        use crate::integer_enum_query::Client;
        use crate::integer_enum_query::types::Level;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        client.get_report(Level::Minus1).await?;
        Ok(())
        }
    }
}

/// `integer_formats`
#[rustfmt::skip]
pub mod integer_formats {
    /// The example 0.
    pub mod example_0 {
        use crate::integer_formats::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.counts(1).await?;
        println!("{answer:?}");
        Ok(())
        }
    }
}

/// `integers_as_doubles`
#[rustfmt::skip]
pub mod integers_as_doubles {
    /// The example 0.
    pub mod example_0 {
        use crate::integers_as_doubles::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.sample().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::integers_as_doubles::types::{Input, InputLevel};
        /// The example.
    pub async fn example(client: crate::integers_as_doubles::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Input {
            data: Some(vec![vec![1.0, 2.0], vec![3.0, 0.5]]),
            level: Some(InputLevel::Value1),
            ..Default::default()
        };
        let answer = client.score(1, &body).await?;
        Ok(())
        }
    }
}

/// `json_or_xml`
#[rustfmt::skip]
pub mod json_or_xml {
    /// The example 0.
    pub mod example_0 {
        use crate::json_or_xml::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.list_pets().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
}

/// `lists_of_themselves`
#[rustfmt::skip]
pub mod lists_of_themselves {
    /// The example 0.
    pub mod example_0 {
        use crate::lists_of_themselves::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.get_lists().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
}

/// `long_running`
#[rustfmt::skip]
pub mod long_running {
    /// The example 0.
    pub mod example_0 {
        use crate::long_running::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::new()?;
        let answer = client.start_job().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::long_running::types::Thing;
        /// The example.
    pub async fn example(client: crate::long_running::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Thing::default();
        let answer = client.put_thing("string", &body).await?;
        Ok(())
        }
    }
}

/// `long_running_statuses`
#[rustfmt::skip]
pub mod long_running_statuses {
    /// The example 0.
    pub mod example_0 {
        use crate::long_running_statuses::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.start_export().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
}

/// `map`
#[rustfmt::skip]
pub mod map {
    /// The example 0.
    pub mod example_0 {
        use crate::map::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.get_stock().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
}

/// `markdown`
#[rustfmt::skip]
pub mod markdown {
    /// The example 0.
    pub mod example_0 {
        use crate::markdown::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.run().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
}

/// `media_types`
#[rustfmt::skip]
pub mod media_types {
    /// The example 0.
    pub mod example_0 {
        use crate::media_types::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.get_report(1).await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::media_types::types::Report;
        /// The example.
    pub async fn example(client: crate::media_types::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Report {
            title: "string".to_owned(),
            ..Default::default()
        };
        client.put_report(1, &body).await?;
        Ok(())
        }
    }
}

/// `merge_patch`
#[rustfmt::skip]
pub mod merge_patch {
    /// The example 0.
    pub mod example_0 {
        use crate::merge_patch::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.get_pet("string").await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::merge_patch::types::PetPatch;
        /// The example.
    pub async fn example(client: crate::merge_patch::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = PetPatch::default();
        client.patch_pet("string", &body).await?;
        Ok(())
        }
    }
    /// The example 2.
    pub mod example_2 {
        /// The example.
    pub async fn example(client: crate::merge_patch::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Default::default();
        client.patch_labels(&body).await?;
        Ok(())
        }
    }
}

/// `methods_by_group`
#[rustfmt::skip]
pub mod methods_by_group {
    /// The example 0.
    pub mod example_0 {
        use crate::methods_by_group::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::new()?;
        let answer = client.ships().list().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::methods_by_group::pilots::AssignArguments;
        use crate::methods_by_group::types::HarbourPilotsAssignSide;
        /// The example.
    pub async fn example(client: crate::methods_by_group::Client) -> Result<(), Box<dyn std::error::Error>> {
        client
            .pilots()
            .assign(AssignArguments {
                dock: "string",
                row: 1,
                number: 1,
                side: HarbourPilotsAssignSide::Port,
            })
            .await?;
        Ok(())
        }
    }
    /// The example 2.
    pub mod example_2 {
        use crate::methods_by_group::types::Ship;
        /// The example.
    pub async fn example(client: crate::methods_by_group::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Ship {
            name: "Aurora".to_owned(),
            length: Some(12.5),
        };
        let answer = client.ships().add(&body).await?;
        Ok(())
        }
    }
}

/// `names_for_clients`
#[rustfmt::skip]
pub mod names_for_clients {
    /// The example 0.
    pub mod example_0 {
        use crate::names_for_clients::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::new()?;
        let answer = client.bakery_loaves_list().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::names_for_clients::types::Loaf;
        /// The example.
    pub async fn example(client: crate::names_for_clients::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Loaf {
            weight_in_grams: 1,
            ..Default::default()
        };
        client.loaves_bake(&body).await?;
        Ok(())
        }
    }
}

/// `names_of_parts`
#[rustfmt::skip]
pub mod names_of_parts {
    /// The example 0.
    pub mod example_0 {
        use crate::names_of_parts::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::new()?;
        let answer = client.list_contacts().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::names_of_parts::types::Order;
        /// The example.
    pub async fn example(client: crate::names_of_parts::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Order::default();
        let answer = client.create_order(&body).await?;
        Ok(())
        }
    }
}

/// `no_security_scheme`
#[rustfmt::skip]
pub mod no_security_scheme {
    /// The example 0.
    pub mod example_0 {
        use crate::no_security_scheme::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::new()?;
        let answer = client.list_things().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
}

/// `null_alone`
#[rustfmt::skip]
pub mod null_alone {
    /// The example 0.
    pub mod example_0 {
        use crate::null_alone::Client;
        use crate::null_alone::types::{Note, Slate};
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let body = Slate {
            note: Some(Note { text: "string".to_owned() }),
            merged: Some(Note { text: "string".to_owned() }),
            ..Default::default()
        };
        client.put_slate(&body).await?;
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::null_alone::types::{Note, Slate};
        /// The example.
    pub async fn example(client: crate::null_alone::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Slate {
            note: Some(Note { text: "string".to_owned() }),
            merged: Some(Note { text: "string".to_owned() }),
            ..Default::default()
        };
        client.put_slate(&body).await?;
        Ok(())
        }
    }
}

/// `nullable_forms`
#[rustfmt::skip]
pub mod nullable_forms {
    /// The example 0.
    pub mod example_0 {
        use crate::nullable_forms::Client;
        use crate::nullable_forms::types::OrderBody;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let body = OrderBody::default();
        client.order(&body).await?;
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::nullable_forms::types::OrderBody;
        /// The example.
    pub async fn example(client: crate::nullable_forms::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = OrderBody::default();
        client.order(&body).await?;
        Ok(())
        }
    }
    /// The example 2.
    pub mod example_2 {
        use crate::nullable_forms::types::Order;
        /// The example.
    pub async fn example(client: crate::nullable_forms::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Order::default();
        client.reorder(&body).await?;
        Ok(())
        }
    }
    /// The example 3.
    pub mod example_3 {
        /// The example.
    pub async fn example(client: crate::nullable_forms::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Some("string".to_owned());
        client.either(&body).await?;
        Ok(())
        }
    }
}

/// `nulls`
#[rustfmt::skip]
pub mod nulls {
    /// The example 0.
    pub mod example_0 {
        use crate::nulls::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.list_crates().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::nulls::types::{Author, Crate};
        /// The example.
    pub async fn example(client: crate::nulls::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Crate {
            id: "string".to_owned(),
            mounts: vec!["string".to_owned()],
            tags: vec!["string".to_owned()],
            author: Author::default(),
            ..Default::default()
        };
        let answer = client.put_crate("string", &body).await?;
        Ok(())
        }
    }
}

/// `numbers_in_text`
#[rustfmt::skip]
pub mod numbers_in_text {
    /// The example 0.
    pub mod example_0 {
        use crate::numbers_in_text::Client;
        use crate::numbers_in_text::types::Order;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let body = Order {
            count: callsmith_runtime::Numeric(1),
            total: callsmith_runtime::Numeric(2),
            left: Some(None),
            weight: Some(callsmith_runtime::Numeric(0.5)),
            ..Default::default()
        };
        let answer = client.put_order(1, &body).await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::numbers_in_text::types::Order;
        /// The example.
    pub async fn example(client: crate::numbers_in_text::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Order {
            count: callsmith_runtime::Numeric(1),
            total: callsmith_runtime::Numeric(2),
            left: Some(None),
            weight: Some(callsmith_runtime::Numeric(0.5)),
            ..Default::default()
        };
        let answer = client.put_order(1, &body).await?;
        Ok(())
        }
    }
}

/// `oauth_flows`
#[rustfmt::skip]
pub mod oauth_flows {
    /// The example 0.
    pub mod example_0 {
        use crate::oauth_flows::{Client, SecuritySchemes};
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://pets.example/v1")
            .with_pets_auth("secret")
            .build()?;
        client.inherited().await?;
        Ok(())
        }
    }
}

/// `odd_property_names`
#[rustfmt::skip]
pub mod odd_property_names {
    /// The example 0.
    pub mod example_0 {
        use crate::odd_property_names::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.get_reaction().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
}

/// `one_value`
#[rustfmt::skip]
pub mod one_value {
    /// The example 0.
    pub mod example_0 {
        use crate::one_value::Client;
        use crate::one_value::types::ThingsWord;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        client.things(ThingsWord::A).await?;
        Ok(())
        }
    }
}

/// `optional_body`
#[rustfmt::skip]
pub mod optional_body {
    /// The example 0.
    pub mod example_0 {
        use crate::optional_body::Client;
        use crate::optional_body::types::Settings;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let body = Settings::default();
        let answer = client.patch_settings(&body).await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::optional_body::types::Settings;
        /// The example.
    pub async fn example(client: crate::optional_body::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Settings::default();
        let answer = client.patch_settings(&body).await?;
        Ok(())
        }
    }
}

/// `page_tokens`
#[rustfmt::skip]
pub mod page_tokens {
    /// The example 0.
    pub mod example_0 {
        use crate::page_tokens::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.list_names().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::page_tokens::types::ListByBodyObject;
        /// The example.
    pub async fn example(client: crate::page_tokens::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = ListByBodyObject::default();
        let answer = client.list_by_body(&body).await?;
        Ok(())
        }
    }
}

/// `pageable`
#[rustfmt::skip]
pub mod pageable {
    /// The example 0.
    pub mod example_0 {
        use crate::pageable::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::new()?;
        let answer = client.shelves_list().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
}

/// `pages`
#[rustfmt::skip]
pub mod pages {
    /// The example 0.
    pub mod example_0 {
        use crate::pages::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::new()?;
        let answer = client.list_linked().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::pages::types::SearchSaidBody;
        /// The example.
    pub async fn example(client: crate::pages::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = SearchSaidBody::default();
        let answer = client.search_said(&body).await?;
        Ok(())
        }
    }
}

/// `pages_in_bodies`
#[rustfmt::skip]
pub mod pages_in_bodies {
    /// The example 0.
    pub mod example_0 {
        use crate::pages_in_bodies::{Client, SecuritySchemes};
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://pages.example").with_key("secret").build()?;
        let answer = client.list_exports().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::pages_in_bodies::types::Query;
        /// The example.
    pub async fn example(client: crate::pages_in_bodies::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Query {
            text: "string".to_owned(),
            ..Default::default()
        };
        let answer = client.search(&body).await?;
        Ok(())
        }
    }
    /// The example 2.
    pub mod example_2 {
        use crate::pages_in_bodies::types::ListCountedBody;
        /// The example.
    pub async fn example(client: crate::pages_in_bodies::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = ListCountedBody::default();
        let answer = client.list_counted(&body).await?;
        Ok(())
        }
    }
    /// The example 3.
    pub mod example_3 {
        use crate::pages_in_bodies::types::ListNumberedBody;
        /// The example.
    pub async fn example(client: crate::pages_in_bodies::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = ListNumberedBody::default();
        let answer = client.list_numbered(&body).await?;
        Ok(())
        }
    }
    /// The example 4.
    pub mod example_4 {
        use crate::pages_in_bodies::types::ListSortedBody;
        /// The example.
    pub async fn example(client: crate::pages_in_bodies::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = ListSortedBody::default();
        let answer = client.list_sorted(&body).await?;
        Ok(())
        }
    }
}

/// `parameter_corners`
#[rustfmt::skip]
pub mod parameter_corners {
    /// The example 0.
    pub mod example_0 {
        use crate::parameter_corners::{Client, SecuritySchemes};
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").with_key("secret").build()?;
        client.search().await?;
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::parameter_corners::types::Point;
        /// The example.
    pub async fn example(client: crate::parameter_corners::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Point {
            x: 1,
            ..Default::default()
        };
        let answer = client.send_headers(&body).await?;
        Ok(())
        }
    }
}

/// `parameters`
#[rustfmt::skip]
pub mod parameters {
    /// The example 0.
    pub mod example_0 {
        use crate::parameters::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        client.get_book("string", 1).await?;
        Ok(())
        }
    }
}

/// `part_encodings`
#[rustfmt::skip]
pub mod part_encodings {
    /// The example 0.
    pub mod example_0 {
        use crate::part_encodings::Client;
        use crate::part_encodings::types::SendBody;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let body = SendBody::default();
        client.send(&body).await?;
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::part_encodings::types::SendBody;
        /// The example.
    pub async fn example(client: crate::part_encodings::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = SendBody::default();
        client.send(&body).await?;
        Ok(())
        }
    }
    /// The example 2.
    pub mod example_2 {
        use crate::part_encodings::types::{Label, WriteBody};
        /// The example.
    pub async fn example(client: crate::part_encodings::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = WriteBody {
            name: "string".to_owned(),
            about: Label::default(),
        };
        client.write(&body).await?;
        Ok(())
        }
    }
}

/// `part_headers`
#[rustfmt::skip]
pub mod part_headers {
    /// The example 0.
    pub mod example_0 {
        use crate::part_headers::Client;
        use crate::part_headers::types::Upload;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let body = Upload::default();
        client.upload(&body).await?;
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::part_headers::types::Upload;
        /// The example.
    pub async fn example(client: crate::part_headers::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Upload::default();
        client.upload(&body).await?;
        Ok(())
        }
    }
}

/// `parts_in_order`
#[rustfmt::skip]
pub mod parts_in_order {
    /// The example 0.
    pub mod example_0 {
        use crate::parts_in_order::Client;
        use crate::parts_in_order::types::SendBatchBodyItem;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let body = vec![SendBatchBodyItem::default()];
        client.send_batch(&body).await?;
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::parts_in_order::types::SendBatchBodyItem;
        /// The example.
    pub async fn example(client: crate::parts_in_order::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = vec![SendBatchBodyItem::default()];
        client.send_batch(&body).await?;
        Ok(())
        }
    }
}

/// `path_query_fragment`
#[rustfmt::skip]
pub mod path_query_fragment {
    /// The example 0.
    pub mod example_0 {
        use crate::path_query_fragment::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        client.get_old_thing("string", "string").await?;
        Ok(())
        }
    }
}

/// `properties_and_map`
#[rustfmt::skip]
pub mod properties_and_map {
    /// The example 0.
    pub mod example_0 {
        use crate::properties_and_map::Client;
        use crate::properties_and_map::types::Labels;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let body = Labels {
            name: "shelf".to_owned(),
            rank: Some(1),
            additional_properties: std::collections::BTreeMap::from([
                ("color".to_owned(), "red".to_owned()),
                ("room".to_owned(), "b12".to_owned()),
            ]),
        };
        let answer = client.put_labels(&body).await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::properties_and_map::types::Labels;
        /// The example.
    pub async fn example(client: crate::properties_and_map::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Labels {
            name: "shelf".to_owned(),
            rank: Some(1),
            additional_properties: std::collections::BTreeMap::from([
                ("color".to_owned(), "red".to_owned()),
                ("room".to_owned(), "b12".to_owned()),
            ]),
        };
        let answer = client.put_labels(&body).await?;
        Ok(())
        }
    }
}

/// `querystring`
#[rustfmt::skip]
pub mod querystring {
    /// The example 0.
    pub mod example_0 {
        use crate::querystring::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        client.search_by_form().await?;
        Ok(())
        }
    }
}

/// `raw_bodies`
#[rustfmt::skip]
pub mod raw_bodies {
    /// The example 0.
    pub mod example_0 {
        use crate::raw_bodies::Client;
        use crate::raw_bodies::types::Crate;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let body = Crate {
            name: "string".to_owned(),
            ..Default::default()
        };
        client.add_crate(&body).await?;
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::raw_bodies::types::Crate;
        /// The example.
    pub async fn example(client: crate::raw_bodies::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Crate {
            name: "string".to_owned(),
            ..Default::default()
        };
        client.add_crate(&body).await?;
        Ok(())
        }
    }
    /// The example 2.
    pub mod example_2 {
        use crate::raw_bodies::types::Crate;
        /// The example.
    pub async fn example(client: crate::raw_bodies::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Crate {
            name: "string".to_owned(),
            ..Default::default()
        };
        client.put_crate("string", &body).await?;
        Ok(())
        }
    }
    /// The example 3.
    pub mod example_3 {
        use crate::raw_bodies::types::Crate;
        /// The example.
    pub async fn example(client: crate::raw_bodies::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Crate {
            name: "string".to_owned(),
            ..Default::default()
        };
        client.patch_crate("string", &body).await?;
        Ok(())
        }
    }
    /// The example 4.
    pub mod example_4 {
        use crate::raw_bodies::types::Crate;
        /// The example.
    pub async fn example(client: crate::raw_bodies::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Crate {
            name: "string".to_owned(),
            ..Default::default()
        };
        client.add_label(&body).await?;
        Ok(())
        }
    }
    /// The example 5.
    pub mod example_5 {
        use crate::raw_bodies::types::Crate;
        /// The example.
    pub async fn example(client: crate::raw_bodies::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Crate {
            name: "string".to_owned(),
            ..Default::default()
        };
        client.add_lid(&body).await?;
        Ok(())
        }
    }
}

/// `read_only_write_only`
#[rustfmt::skip]
pub mod read_only_write_only {
    /// The example 0.
    pub mod example_0 {
        use crate::read_only_write_only::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.list_pets().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::read_only_write_only::types::PetRequest;
        /// The example.
    pub async fn example(client: crate::read_only_write_only::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = vec![
            PetRequest { name : "string".to_owned(), secret : "string".to_owned(),
            ..Default::default() }
        ];
        let answer = client.add_pets(&body).await?;
        Ok(())
        }
    }
    /// The example 2.
    pub mod example_2 {
        use crate::read_only_write_only::types::{OwnerRequest, PetRequest};
        /// The example.
    pub async fn example(client: crate::read_only_write_only::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = OwnerRequest {
            pets: vec![
                PetRequest { name : "string".to_owned(), secret : "string".to_owned(),
                ..Default::default() }
            ],
            ..Default::default()
        };
        let answer = client.put_owner("string", &body).await?;
        Ok(())
        }
    }
    /// The example 3.
    pub mod example_3 {
        use crate::read_only_write_only::types::Draft;
        /// The example.
    pub async fn example(client: crate::read_only_write_only::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Draft {
            text: "string".to_owned(),
            ..Default::default()
        };
        client.add_draft(&body).await?;
        Ok(())
        }
    }
}

/// `recursive_inline`
#[rustfmt::skip]
pub mod recursive_inline {
    /// The example 0.
    pub mod example_0 {
        use crate::recursive_inline::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.list_cats().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
}

/// `redirects`
#[rustfmt::skip]
pub mod redirects {
    /// The example 0.
    pub mod example_0 {
        use crate::redirects::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        client.login().await?;
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        /// The example.
    pub async fn example(client: crate::redirects::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = "string".to_owned();
        let answer = client.order(&body).await?;
        Ok(())
        }
    }
}

/// `references_alone`
#[rustfmt::skip]
pub mod references_alone {
    /// The example 0.
    pub mod example_0 {
        use crate::references_alone::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        client.types().await?;
        Ok(())
        }
    }
}

/// `registry_formats`
#[rustfmt::skip]
pub mod registry_formats {
    /// The example 0.
    pub mod example_0 {
        use crate::registry_formats::Client;
        use crate::registry_formats::types::Price;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let body = Price {
            changed: "Sat, 31 Jan 2026 12:00:00 GMT".parse()?,
            made: callsmith_runtime::UnixTime(1),
            ..Default::default()
        };
        let answer = client.prices(callsmith_runtime::UnixTime(1), &body).await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::registry_formats::types::Price;
        /// The example.
    pub async fn example(client: crate::registry_formats::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Price {
            changed: "Sat, 31 Jan 2026 12:00:00 GMT".parse()?,
            made: callsmith_runtime::UnixTime(1),
            ..Default::default()
        };
        let answer = client.prices(callsmith_runtime::UnixTime(1), &body).await?;
        Ok(())
        }
    }
}

/// `repositories`
#[rustfmt::skip]
pub mod repositories {
    /// The example 0.
    pub mod example_0 {
        use crate::repositories::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.list_repositories().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
}

/// `request_headers`
#[rustfmt::skip]
pub mod request_headers {
    /// The example 0.
    pub mod example_0 {
        use crate::request_headers::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        client.things().await?;
        Ok(())
        }
    }
}

/// `required_and_nullable`
#[rustfmt::skip]
pub mod required_and_nullable {
    /// The example 0.
    pub mod example_0 {
        use crate::required_and_nullable::Client;
        use crate::required_and_nullable::types::Profile;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let body = Profile {
            id: 7,
            manager: None,
            nickname: Some("Mo".to_owned()),
            birthday: Some(None),
        };
        let answer = client.put_profile(&body).await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::required_and_nullable::types::Profile;
        /// The example.
    pub async fn example(client: crate::required_and_nullable::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Profile {
            id: 7,
            manager: None,
            nickname: Some("Mo".to_owned()),
            birthday: Some(None),
        };
        let answer = client.put_profile(&body).await?;
        Ok(())
        }
    }
}

/// `required_and_nullable_3_1`
#[rustfmt::skip]
pub mod required_and_nullable_3_1 {
    /// The example 0.
    pub mod example_0 {
        use crate::required_and_nullable_3_1::Client;
        use crate::required_and_nullable_3_1::types::Profile;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let body = Profile {
            id: 7,
            manager: None,
            nickname: Some("Mo".to_owned()),
            birthday: Some(None),
        };
        let answer = client.put_profile(&body).await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::required_and_nullable_3_1::types::Profile;
        /// The example.
    pub async fn example(client: crate::required_and_nullable_3_1::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Profile {
            id: 7,
            manager: None,
            nickname: Some("Mo".to_owned()),
            birthday: Some(None),
        };
        let answer = client.put_profile(&body).await?;
        Ok(())
        }
    }
}

/// `response_headers`
#[rustfmt::skip]
pub mod response_headers {
    /// The example 0.
    pub mod example_0 {
        use crate::response_headers::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.get_page().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
}

/// `responses`
#[rustfmt::skip]
pub mod responses {
    /// The example 0.
    pub mod example_0 {
        use crate::responses::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.get_pet(1).await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::responses::types::Pet;
        /// The example.
    pub async fn example(client: crate::responses::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Pet { name: "string".to_owned() };
        let answer = client.create_pet(&body).await?;
        Ok(())
        }
    }
}

/// `responses_xml`
#[rustfmt::skip]
pub mod responses_xml {
    /// The example 0.
    pub mod example_0 {
        use crate::responses_xml::Client;
        use crate::responses_xml::types::Pet;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let body = Pet { name: "string".to_owned() };
        let answer = client.put_pet(&body).await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::responses_xml::types::Pet;
        /// The example.
    pub async fn example(client: crate::responses_xml::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Pet { name: "string".to_owned() };
        let answer = client.put_pet(&body).await?;
        Ok(())
        }
    }
}

/// `rows`
#[rustfmt::skip]
pub mod rows {
    /// The example 0.
    pub mod example_0 {
        use crate::rows::Client;
        use crate::rows::types::ScoreInput;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let body = ScoreInput::default();
        let answer = client.score(&body).await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::rows::types::ScoreInput;
        /// The example.
    pub async fn example(client: crate::rows::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = ScoreInput::default();
        let answer = client.score(&body).await?;
        Ok(())
        }
    }
    /// The example 2.
    pub mod example_2 {
        use crate::rows::types::{Order, OrderLine, OrderLinePrice};
        /// The example.
    pub async fn example(client: crate::rows::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Order {
            lines: vec![
                OrderLine { sku : "string".to_owned(), price : OrderLinePrice { net : 1.0, },
                }
            ],
            ..Default::default()
        };
        let answer = client.rank(&body).await?;
        Ok(())
        }
    }
    /// The example 3.
    pub mod example_3 {
        use crate::rows::types::Matrix;
        /// The example.
    pub async fn example(client: crate::rows::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Matrix::default();
        client.batch(&body).await?;
        Ok(())
        }
    }
}

/// `scoring_swagger`
#[rustfmt::skip]
pub mod scoring_swagger {
    /// The example 0.
    pub mod example_0 {
        use crate::scoring_swagger::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.service_health_check().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::scoring_swagger::types::ServiceInput;
        /// The example.
    pub async fn example(client: crate::scoring_swagger::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = ServiceInput {
            data: Some(vec![vec![10, 9, 8, 7, 6, 5, 4, 3, 2, 1]]),
        };
        let answer = client.run_ml_service(&body).await?;
        Ok(())
        }
    }
}

/// `scoring_v2`
#[rustfmt::skip]
pub mod scoring_v2 {
    /// The example 0.
    pub mod example_0 {
        use crate::scoring_v2::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.service_health_check().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::scoring_v2::types::ServiceInput;
        /// The example.
    pub async fn example(client: crate::scoring_v2::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = ServiceInput {
            data: Some(
                vec![
                    vec![0.0199132141783263, 0.0506801187398187, 0.104808689473925,
                    0.0700725447072635, - 0.0359677812752396, - 0.0266789028311707, -
                    0.0249926566315915, - 0.00259226199818282, 0.00371173823343597,
                    0.0403433716478807]
                ],
            ),
        };
        let answer = client.run_ml_service(&body).await?;
        Ok(())
        }
    }
}

/// `scoring_v3_0`
#[rustfmt::skip]
pub mod scoring_v3_0 {
    /// The example 0.
    pub mod example_0 {
        use crate::scoring_v3_0::{Client, SecuritySchemes};
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").with_bearer("secret").build()?;
        let answer = client.service_health_check().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::scoring_v3_0::types::ServiceInput;
        /// The example.
    pub async fn example(client: crate::scoring_v3_0::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = ServiceInput {
            data: Some(
                vec![
                    vec![0.0199132141783263, 0.0506801187398187, 0.104808689473925,
                    0.0700725447072635, - 0.0359677812752396, - 0.0266789028311707, -
                    0.0249926566315915, - 0.00259226199818282, 0.00371173823343597,
                    0.0403433716478807]
                ],
            ),
        };
        let answer = client.run_ml_service(&body).await?;
        Ok(())
        }
    }
}

/// `scoring_v3_1`
#[rustfmt::skip]
pub mod scoring_v3_1 {
    /// The example 0.
    pub mod example_0 {
        use crate::scoring_v3_1::{Client, SecuritySchemes};
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").with_bearer("secret").build()?;
        let answer = client.service_health_check().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::scoring_v3_1::types::ServiceInput;
        /// The example.
    pub async fn example(client: crate::scoring_v3_1::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = ServiceInput {
            data: Some(
                vec![
                    vec![0.0199132141783263, 0.0506801187398187, 0.104808689473925,
                    0.0700725447072635, - 0.0359677812752396, - 0.0266789028311707, -
                    0.0249926566315915, - 0.00259226199818282, 0.00371173823343597,
                    0.0403433716478807]
                ],
            ),
        };
        let answer = client.run_ml_service(&body).await?;
        Ok(())
        }
    }
}

/// `security`
#[rustfmt::skip]
pub mod security {
    /// The example 0.
    pub mod example_0 {
        use crate::security::{Client, SecuritySchemes};
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").with_bearer("secret").build()?;
        client.inherited().await?;
        Ok(())
        }
    }
}

/// `server_variables`
#[rustfmt::skip]
pub mod server_variables {
    /// The example 0.
    pub mod example_0 {
        use crate::server_variables::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://api.example.com/v1").build()?;
        client.list_items().await?;
        Ok(())
        }
    }
}

/// `std_type_names`
#[rustfmt::skip]
pub mod std_type_names {
    /// The example 0.
    pub mod example_0 {
        use crate::std_type_names::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.get_result().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
}

/// `streams`
#[rustfmt::skip]
pub mod streams {
    /// The example 0.
    pub mod example_0 {
        use crate::streams::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.get_ticks().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::streams::types::Question;
        /// The example.
    pub async fn example(client: crate::streams::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Question {
            text: "string".to_owned(),
        };
        let answer = client.chat(&body).await?;
        Ok(())
        }
    }
}

/// `streams_3_2`
#[rustfmt::skip]
pub mod streams_3_2 {
    /// The example 0.
    pub mod example_0 {
        use crate::streams_3_2::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.get_events().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
}

/// `streams_by_name`
#[rustfmt::skip]
pub mod streams_by_name {
    /// The example 0.
    pub mod example_0 {
        use crate::streams_by_name::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.list_boats().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
}

/// `string_enum`
#[rustfmt::skip]
pub mod string_enum {
    /// The example 0.
    pub mod example_0 {
        use crate::string_enum::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.get_light().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
}

/// `styles_3_0`
#[rustfmt::skip]
pub mod styles_3_0 {
    /// The example 0.
    pub mod example_0 {
        use crate::styles_3_0::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        client.form_query_false_string().await?;
        Ok(())
        }
    }
}

/// `styles_3_1`
#[rustfmt::skip]
pub mod styles_3_1 {
    /// The example 0.
    pub mod example_0 {
        use crate::styles_3_1::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        client.form_query_false().await?;
        Ok(())
        }
    }
}

/// `styles_3_2`
#[rustfmt::skip]
pub mod styles_3_2 {
    /// The example 0.
    pub mod example_0 {
        use crate::styles_3_2::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        client.cookie_false().await?;
        Ok(())
        }
    }
}

/// `tag_features`
#[rustfmt::skip]
pub mod tag_features {
    /// The example 0.
    pub mod example_0 {
        use crate::tag_features::types::{Berth, BerthKind};
        /// The example.
    pub async fn example(client: crate::tag_features::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Berth {
            kind: BerthKind::Quay,
            length: 1.0,
            ship: None,
            place: None,
        };
        let answer = client.add_berth(&body).await?;
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::tag_features::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::new()?;
        let answer = client.list_berths().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 2.
    pub mod example_2 {
        use crate::tag_features::types::Entry;
        /// The example.
    pub async fn example(client: crate::tag_features::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Entry {
            at: "2026-01-31T12:00:00Z".parse()?,
            text: "string".to_owned(),
            ..Default::default()
        };
        client.write_log(&body).await?;
        Ok(())
        }
    }
    /// The example 3.
    pub mod example_3 {
        use crate::tag_features::types::Ship;
        /// The example.
    pub async fn example(client: crate::tag_features::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Ship {
            name: "string".to_owned(),
            ..Default::default()
        };
        let answer = client.add_ship(&body).await?;
        Ok(())
        }
    }
}

/// `tag_servers`
#[rustfmt::skip]
pub mod tag_servers {
    /// The example 0.
    pub mod example_0 {
        use crate::tag_servers::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://.example.com/api/v1").build()?;
        client.list_servers().await?;
        Ok(())
        }
    }
}

/// `tagged_parts`
#[rustfmt::skip]
pub mod tagged_parts {
    /// The example 0.
    pub mod example_0 {
        use crate::tagged_parts::Client;
        use crate::tagged_parts::types::{Note, SendMediaBody};
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let body = SendMediaBody::Note(Note {
            kind: "string".to_owned(),
            text: "string".to_owned(),
        });
        client.send_media(&body).await?;
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::tagged_parts::types::{Note, SendMediaBody};
        /// The example.
    pub async fn example(client: crate::tagged_parts::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = SendMediaBody::Note(Note {
            kind: "string".to_owned(),
            text: "string".to_owned(),
        });
        client.send_media(&body).await?;
        Ok(())
        }
    }
}

/// `text_and_binary`
#[rustfmt::skip]
pub mod text_and_binary {
    /// The example 0.
    pub mod example_0 {
        use crate::text_and_binary::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.get_note().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
}

/// `type_named_client`
#[rustfmt::skip]
pub mod type_named_client {
    /// The example 0.
    pub mod example_0 {
        use crate::type_named_client::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.list_clients().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
}

/// `union_by_shape`
#[rustfmt::skip]
pub mod union_by_shape {
    /// The example 0.
    pub mod example_0 {
        use crate::union_by_shape::Client;
        use crate::union_by_shape::types::Thing;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let body = Thing::default();
        client.put_thing(&body).await?;
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::union_by_shape::types::Thing;
        /// The example.
    pub async fn example(client: crate::union_by_shape::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Thing::default();
        client.put_thing(&body).await?;
        Ok(())
        }
    }
}

/// `union_circles`
#[rustfmt::skip]
pub mod union_circles {
    /// The example 0.
    pub mod example_0 {
        use crate::union_circles::Client;
        use crate::union_circles::types::Number;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let body = Number::String("string".to_owned());
        let answer = client.put_value(&body).await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::union_circles::types::Number;
        /// The example.
    pub async fn example(client: crate::union_circles::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Number::String("string".to_owned());
        let answer = client.put_value(&body).await?;
        Ok(())
        }
    }
}

/// `union_default_mapping`
#[rustfmt::skip]
pub mod union_default_mapping {
    /// The example 0.
    pub mod example_0 {
        use crate::union_default_mapping::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.note().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
}

/// `union_discriminator`
#[rustfmt::skip]
pub mod union_discriminator {
    /// The example 0.
    pub mod example_0 {
        use crate::union_discriminator::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.list_pets().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
}

/// `union_discriminator_in_all_of`
#[rustfmt::skip]
pub mod union_discriminator_in_all_of {
    /// The example 0.
    pub mod example_0 {
        use crate::union_discriminator_in_all_of::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.list_events().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
}

/// `union_of_all_of_children`
#[rustfmt::skip]
pub mod union_of_all_of_children {
    /// The example 0.
    pub mod example_0 {
        use crate::union_of_all_of_children::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.list_pets().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::union_of_all_of_children::types::{Circle, Figure};
        /// The example.
    pub async fn example(client: crate::union_of_all_of_children::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Figure::Circle(Circle {
            color: "string".to_owned(),
            radius: 1.0,
        });
        client.draw_figure(&body).await?;
        Ok(())
        }
    }
}

/// `union_of_lists`
#[rustfmt::skip]
pub mod union_of_lists {
    /// The example 0.
    pub mod example_0 {
        use crate::union_of_lists::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.sorted().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
}

/// `union_of_numbers`
#[rustfmt::skip]
pub mod union_of_numbers {
    /// The example 0.
    pub mod example_0 {
        use crate::union_of_numbers::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.labels().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
}

/// `union_recursive`
#[rustfmt::skip]
pub mod union_recursive {
    /// The example 0.
    pub mod example_0 {
        use crate::union_recursive::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.get_tree().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
}

/// `union_subtypes`
#[rustfmt::skip]
pub mod union_subtypes {
    /// The example 0.
    pub mod example_0 {
        use crate::union_subtypes::Client;
        use crate::union_subtypes::types::{Fish, FishBase};
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let body = Fish::Base(FishBase {
            fishtype: "string".to_owned(),
            length: 1.0,
            ..Default::default()
        });
        let answer = client.put_fish(&body).await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::union_subtypes::types::{Fish, FishBase};
        /// The example.
    pub async fn example(client: crate::union_subtypes::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Fish::Base(FishBase {
            fishtype: "string".to_owned(),
            length: 1.0,
            ..Default::default()
        });
        let answer = client.put_fish(&body).await?;
        Ok(())
        }
    }
}

/// `union_told_by_limits`
#[rustfmt::skip]
pub mod union_told_by_limits {
    /// The example 0.
    pub mod example_0 {
        use crate::union_told_by_limits::Client;
        use crate::union_told_by_limits::types::Things;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let body = Things::default();
        let answer = client.send(&body).await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::union_told_by_limits::types::Things;
        /// The example.
    pub async fn example(client: crate::union_told_by_limits::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Things::default();
        let answer = client.send(&body).await?;
        Ok(())
        }
    }
}

/// `union_told_deeper`
#[rustfmt::skip]
pub mod union_told_deeper {
    /// The example 0.
    pub mod example_0 {
        use crate::union_told_deeper::Client;
        use crate::union_told_deeper::types::Report;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let body = Report::default();
        let answer = client.report(&body).await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::union_told_deeper::types::Report;
        /// The example.
    pub async fn example(client: crate::union_told_deeper::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Report::default();
        let answer = client.report(&body).await?;
        Ok(())
        }
    }
}

/// `unknown_formats`
#[rustfmt::skip]
pub mod unknown_formats {
    /// The example 0.
    pub mod example_0 {
        use crate::unknown_formats::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.get_frame().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
}

/// `unrequired_security`
#[rustfmt::skip]
pub mod unrequired_security {
    /// The example 0.
    pub mod example_0 {
        use crate::unrequired_security::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.list_things().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
}

/// `url_encoding`
#[rustfmt::skip]
pub mod url_encoding {
    /// The example 0.
    pub mod example_0 {
        use crate::url_encoding::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.get_scoped("string", "string").await?;
        println!("{answer:?}");
        Ok(())
        }
    }
}

/// `validate`
#[rustfmt::skip]
pub mod validate {
    /// The example 0.
    pub mod example_0 {
        use crate::validate::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.list_pets().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::validate::types::Pet;
        /// The example.
    pub async fn example(client: crate::validate::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = vec![Pet { name : "string".to_owned(), ..Default::default() }];
        client.add_pets(&body).await?;
        Ok(())
        }
    }
    /// The example 2.
    pub mod example_2 {
        use crate::validate::types::Filter;
        /// The example.
    pub async fn example(client: crate::validate::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Filter::default();
        client.put_pet("string", &body).await?;
        Ok(())
        }
    }
}

/// `verdicts`
#[rustfmt::skip]
pub mod verdicts {
    /// The example 0.
    pub mod example_0 {
        use crate::verdicts::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.find_berth().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
}

/// `webhooks`
#[rustfmt::skip]
pub mod webhooks {
    /// The example 0.
    pub mod example_0 {
        use crate::webhooks::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        client.subscribe().await?;
        Ok(())
        }
    }
}

/// `whole_numbers`
#[rustfmt::skip]
pub mod whole_numbers {
    /// The example 0.
    pub mod example_0 {
        use crate::whole_numbers::Client;
        use crate::whole_numbers::types::Parcel;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let body = Parcel::default();
        client.send(&body).await?;
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::whole_numbers::types::Parcel;
        /// The example.
    pub async fn example(client: crate::whole_numbers::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Parcel::default();
        client.find(1.0, &body).await?;
        Ok(())
        }
    }
    /// The example 2.
    pub mod example_2 {
        use crate::whole_numbers::types::Parcel;
        /// The example.
    pub async fn example(client: crate::whole_numbers::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Parcel::default();
        client.send(&body).await?;
        Ok(())
        }
    }
    /// The example 3.
    pub mod example_3 {
        /// The example.
    pub async fn example(client: crate::whole_numbers::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = crate::whole_numbers::types::Box::default();
        client.replace(&body).await?;
        Ok(())
        }
    }
}

/// `words_in_text`
#[rustfmt::skip]
pub mod words_in_text {
    /// The example 0.
    pub mod example_0 {
        use crate::words_in_text::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.level().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::words_in_text::types::Level;
        /// The example.
    pub async fn example(client: crate::words_in_text::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Level::Low;
        client.set_level(&body).await?;
        Ok(())
        }
    }
    /// The example 2.
    pub mod example_2 {
        /// The example.
    pub async fn example(client: crate::words_in_text::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = 1;
        client.set_count(body).await?;
        Ok(())
        }
    }
    /// The example 3.
    pub mod example_3 {
        /// The example.
    pub async fn example(client: crate::words_in_text::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = true;
        let answer = client.set_on(body).await?;
        Ok(())
        }
    }
}

/// `words_of_yaml`
#[rustfmt::skip]
pub mod words_of_yaml {
    /// The example 0.
    pub mod example_0 {
        use crate::words_of_yaml::Client;
        use crate::words_of_yaml::types::{PutReleaseChannel, Type3_10};
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let body = Type3_10 {
            field_1_10: "2.50".to_owned(),
            field_0x1_f: "0x10".to_owned(),
            ..Default::default()
        };
        let answer = client.put_release(PutReleaseChannel::Value1_10, &body).await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::words_of_yaml::types::{PutReleaseChannel, Type3_10};
        /// The example.
    pub async fn example(client: crate::words_of_yaml::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Type3_10 {
            field_1_10: "2.50".to_owned(),
            field_0x1_f: "0x10".to_owned(),
            ..Default::default()
        };
        let answer = client.put_release(PutReleaseChannel::Value1_10, &body).await?;
        Ok(())
        }
    }
}

/// `xml`
#[rustfmt::skip]
pub mod xml {
    /// The example 0.
    pub mod example_0 {
        use crate::xml::Client;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let answer = client.list_shelves().await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::xml::types::Shelf;
        /// The example.
    pub async fn example(client: crate::xml::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Shelf {
            id: 1,
            books: vec!["string".to_owned()],
            ..Default::default()
        };
        let answer = client.put_shelf(&body).await?;
        Ok(())
        }
    }
    /// The example 2.
    pub mod example_2 {
        /// The example.
    pub async fn example(client: crate::xml::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = vec![1];
        client.post_sizes(&body).await?;
        Ok(())
        }
    }
    /// The example 3.
    pub mod example_3 {
        use crate::xml::types::Label;
        /// The example.
    pub async fn example(client: crate::xml::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Label::default();
        client.patch_label(&body).await?;
        Ok(())
        }
    }
    /// The example 4.
    pub mod example_4 {
        use crate::xml::types::PostParcelBody;
        /// The example.
    pub async fn example(client: crate::xml::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = PostParcelBody {
            name: "string".to_owned(),
            ..Default::default()
        };
        client.post_parcel(&body).await?;
        Ok(())
        }
    }
}

/// `xml_2_0`
#[rustfmt::skip]
pub mod xml_2_0 {
    /// The example 0.
    pub mod example_0 {
        use crate::xml_2_0::Client;
        use crate::xml_2_0::types::{Line, Message};
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let body = Message {
            lines: vec![Line::default()],
            ..Default::default()
        };
        let answer = client.put_message(&body).await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::xml_2_0::types::{Line, Message};
        /// The example.
    pub async fn example(client: crate::xml_2_0::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Message {
            lines: vec![Line::default()],
            ..Default::default()
        };
        let answer = client.put_message(&body).await?;
        Ok(())
        }
    }
}

/// `xml_node_types`
#[rustfmt::skip]
pub mod xml_node_types {
    /// The example 0.
    pub mod example_0 {
        use crate::xml_node_types::Client;
        use crate::xml_node_types::types::Document;
        /// The example.
    pub async fn example() -> Result<(), Box<dyn std::error::Error>> {
        let client = Client::builder("https://HOST/PREFIX").build()?;
        let body = Document::default();
        let answer = client.put_document(&body).await?;
        println!("{answer:?}");
        Ok(())
        }
    }
    /// The example 1.
    pub mod example_1 {
        use crate::xml_node_types::types::Document;
        /// The example.
    pub async fn example(client: crate::xml_node_types::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = Document::default();
        let answer = client.put_document(&body).await?;
        Ok(())
        }
    }
    /// The example 2.
    pub mod example_2 {
        /// The example.
    pub async fn example(client: crate::xml_node_types::Client) -> Result<(), Box<dyn std::error::Error>> {
        let body = vec![];
        client.put_measure(&body).await?;
        Ok(())
        }
    }
}
