//! The examples of the client crates.

/// `all_of`
#[rustfmt::skip]
pub mod all_of {
    use crate::all_of::{Client, types::Employee};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
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

/// `answers_of_python`
#[rustfmt::skip]
pub mod answers_of_python {
    use crate::answers_of_python::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.limits().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `answers_written_twice`
#[rustfmt::skip]
pub mod answers_written_twice {
    use crate::answers_written_twice::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        client.get_door(1).await?;
        println!("done");
        Ok(())
    }
}

/// `array_delimiters`
#[rustfmt::skip]
pub mod array_delimiters {
    use crate::array_delimiters::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        client.list_pets().await?;
        println!("done");
        Ok(())
    }
}

/// `array_parameters`
#[rustfmt::skip]
pub mod array_parameters {
    use crate::array_parameters::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        println!("{client:?}");
        Ok(())
    }
}

/// `array_parameters_3_0`
#[rustfmt::skip]
pub mod array_parameters_3_0 {
    use crate::array_parameters_3_0::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        println!("{client:?}");
        Ok(())
    }
}

/// `associated_names`
#[rustfmt::skip]
pub mod associated_names {
    use crate::associated_names::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.levels().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `authorization_keys`
#[rustfmt::skip]
pub mod authorization_keys {
    use crate::authorization_keys::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.api_key(&key);
        }
        let client = builder.build()?;
        client.bare().await?;
        println!("done");
        Ok(())
    }
}

/// `bodies_of_methods`
#[rustfmt::skip]
pub mod bodies_of_methods {
    use crate::bodies_of_methods::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        client.read("string").await?;
        println!("done");
        Ok(())
    }
}

/// `bodies_of_methods_2_0`
#[rustfmt::skip]
pub mod bodies_of_methods_2_0 {
    use crate::bodies_of_methods_2_0::{Client, types::FindBody};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let body = FindBody {
            word: "string".to_owned(),
        };
        client.find().body(&body).await?;
        println!("done");
        Ok(())
    }
}

/// `bodies_without_names`
#[rustfmt::skip]
pub mod bodies_without_names {
    use crate::bodies_without_names::{Client, types::Name};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let body = Name::default();
        let answer = client.send_latin_json(&body).await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `body_corners`
#[rustfmt::skip]
pub mod body_corners {
    use crate::body_corners::{Client, types::Form};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let body = Form {
            path: "string".to_owned(),
            ..Default::default()
        };
        client.post_form(&body).await?;
        println!("done");
        Ok(())
    }
}

/// `brackets`
#[rustfmt::skip]
pub mod brackets {
    use crate::brackets::{Client, types::FillBody};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let body = FillBody::default();
        client.fill(&body).await?;
        println!("done");
        Ok(())
    }
}

/// `cells`
#[rustfmt::skip]
pub mod cells {
    use crate::cells::{Client, types::{Frame, FrameRecord}};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let body = Frame {
            objects: Some(
                vec![
                    vec![callsmith_runtime::serde_json::json!("a"),
                    callsmith_runtime::serde_json::json!("1")]
                ],
            ),
            rows: Some(
                vec![
                    vec![callsmith_runtime::serde_json::json!("x"),
                    callsmith_runtime::serde_json::json!(3),
                    callsmith_runtime::serde_json::json!(1.5),
                    callsmith_runtime::serde_json::json!(true),
                    callsmith_runtime::serde_json::json!(null)]
                ],
            ),
            mixed: Some(
                vec![
                    callsmith_runtime::serde_json::json!("a"),
                    callsmith_runtime::serde_json::json!(true)
                ],
            ),
            records: Some(
                vec![
                    FrameRecord { gap : None, kind :
                    callsmith_runtime::serde_json::json!("a"), nothing :
                    callsmith_runtime::serde_json::json!(null), }, FrameRecord { gap :
                    Some(1.5), kind : callsmith_runtime::serde_json::json!(1), nothing :
                    callsmith_runtime::serde_json::json!(null), }
                ],
            ),
            ..Default::default()
        };
        let answer = client.score(&body).await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `closed_enums`
#[rustfmt::skip]
pub mod closed_enums {
    use crate::closed_enums::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.list_lamps().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `collection_formats`
#[rustfmt::skip]
pub mod collection_formats {
    use crate::collection_formats::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        println!("{client:?}");
        Ok(())
    }
}

/// `colliding_names`
#[rustfmt::skip]
pub mod colliding_names {
    use crate::colliding_names::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.get_pet2("string", "string").await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `conditional_properties`
#[rustfmt::skip]
pub mod conditional_properties {
    use crate::conditional_properties::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        println!("{client:?}");
        Ok(())
    }
}

/// `configured`
#[rustfmt::skip]
pub mod configured {
    use crate::configured::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        println!("{client:?}");
        Ok(())
    }
}

/// `continuations`
#[rustfmt::skip]
pub mod continuations {
    use crate::continuations::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let mut builder = Client::at(&crate::continuations::servers::server());
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.api_key(&key);
        }
        let client = builder.build()?;
        let answer = client.keyed().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `declared_enums`
#[rustfmt::skip]
pub mod declared_enums {
    use crate::declared_enums::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        println!("{client:?}");
        Ok(())
    }
}

/// `default_values`
#[rustfmt::skip]
pub mod default_values {
    use crate::default_values::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        client.search().await?;
        println!("done");
        Ok(())
    }
}

/// `described`
#[rustfmt::skip]
pub mod described {
    use crate::described::{Client, types::{Kind, Parcel, Postage, Priority, Stamp}};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let body = Parcel {
            weight_in_grams: 1.0,
            r#type: Kind::SmallBox,
            priority: Priority::Value1,
            note: Some("string".to_owned()),
            postage: Postage::Stamp(Stamp {
                paid_by: "string".to_owned(),
                face_value: 1,
            }),
            state: None,
            zone: None,
            hint: None,
            label: None,
            sent: None,
            holidays: None,
            code: None,
            carrier: None,
            target: None,
            sizes: None,
            corner: None,
            content: None,
            insured: None,
            option: None,
            within: None,
        };
        let answer = client.send_parcel(&body).await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `documented_values`
#[rustfmt::skip]
pub mod documented_values {
    use crate::documented_values::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let body = ["string"];
        let answer = client.fill_box(1, &body).await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `empty_path_value`
#[rustfmt::skip]
pub mod empty_path_value {
    use crate::empty_path_value::{Client, types::ListBooksOrder};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        client.list_books(ListBooksOrder::Empty).await?;
        println!("done");
        Ok(())
    }
}

/// `empty_paths`
#[rustfmt::skip]
pub mod empty_paths {
    use crate::empty_paths::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        client.read_file("string").await?;
        println!("done");
        Ok(())
    }
}

/// `endpoint`
#[rustfmt::skip]
pub mod endpoint {
    use crate::endpoint::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        client.list_items().await?;
        println!("done");
        Ok(())
    }
}

/// `enum_extensions`
#[rustfmt::skip]
pub mod enum_extensions {
    use crate::enum_extensions::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.list_things().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `enum_extensions_3_0`
#[rustfmt::skip]
pub mod enum_extensions_3_0 {
    use crate::enum_extensions_3_0::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        client.list_things().await?;
        println!("done");
        Ok(())
    }
}

/// `example`
#[rustfmt::skip]
pub mod example {
    use crate::example::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.list_pets().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `file_answer_2_0`
#[rustfmt::skip]
pub mod file_answer_2_0 {
    use crate::file_answer_2_0::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.get_report().await?;
        println!("{} bytes", answer.len());
        Ok(())
    }
}

/// `files_and_json`
#[rustfmt::skip]
pub mod files_and_json {
    use crate::files_and_json::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        println!("{client:?}");
        Ok(())
    }
}

/// `finite_requests`
#[rustfmt::skip]
pub mod finite_requests {
    use crate::finite_requests::{Client, types::Sample};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let body = Sample {
            data: vec![vec![1.0]],
            ..Default::default()
        };
        client.send_json(&body).await?;
        println!("done");
        Ok(())
    }
}

/// `fixed_tags`
#[rustfmt::skip]
pub mod fixed_tags {
    use crate::fixed_tags::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        println!("{client:?}");
        Ok(())
    }
}

/// `form_body`
#[rustfmt::skip]
pub mod form_body {
    use crate::form_body::{Client, types::Charge};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let body = Charge {
            amount: 1,
            ..Default::default()
        };
        client.make_charge(&body).await?;
        println!("done");
        Ok(())
    }
}

/// `form_body_2_0`
#[rustfmt::skip]
pub mod form_body_2_0 {
    use crate::form_body_2_0::{Client, types::MakeChargeBody};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let body = MakeChargeBody {
            cents: 1,
            ..Default::default()
        };
        client.make_charge(&body).await?;
        println!("done");
        Ok(())
    }
}

/// `formats`
#[rustfmt::skip]
pub mod formats {
    use crate::formats::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let body = callsmith_runtime::serde_json::from_str(
            "{\"id\":\"67e55044-10b1-426f-9247-bb680e5fe0c8\",\"started\":\"2024-02-29T23:59:59.500+05:30\",\"ends\":null,\"day\":\"2024-02-29\",\"key\":\"aGVsbG8=\",\"host\":\"2001:db8::1\",\"size\":\"-9223372036854775808\",\"sizes\":[\"18446744073709551615\"],\"holidays\":{\"work\":\"2024-05-01\"},\"retries\":255,\"level\":-32768,\"serial\":18446744073709551615,\"secret\":\"hunter2\",\"timeout\":\"PT1H\"}",
        )?;
        let answer = client
            .put_job(
                "00000000-0000-4000-8000-000000000000".parse()?,
                "2026-01-31".parse()?,
                &body,
            )
            .await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `formats_3_1`
#[rustfmt::skip]
pub mod formats_3_1 {
    use crate::formats_3_1::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.get_key().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `free_form_object`
#[rustfmt::skip]
pub mod free_form_object {
    use crate::free_form_object::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let body = callsmith_runtime::serde_json::from_str(
            "{\"payload\":{\"a\":[1,null]},\"open\":{\"b\":true},\"anything\":2.5,\"list\":[1,\"x\",{}],\"closed\":{}}",
        )?;
        let answer = client.post_event(&body).await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `gateway_streams`
#[rustfmt::skip]
pub mod gateway_streams {
    use crate::gateway_streams::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.level().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `hard_names`
#[rustfmt::skip]
pub mod hard_names {
    use crate::hard_names::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let mut builder = Client::at(&crate::hard_names::servers::größe());
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.api_key(&key);
        }
        let client = builder.build()?;
        let answer = client.pages().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `header_case`
#[rustfmt::skip]
pub mod header_case {
    use crate::header_case::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        client.list_things().await?;
        println!("done");
        Ok(())
    }
}

/// `header_dates`
#[rustfmt::skip]
pub mod header_dates {
    use crate::header_dates::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.page("2026-01-31T12:00:00Z".parse()?).await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `host_with_parameters`
#[rustfmt::skip]
pub mod host_with_parameters {
    use crate::host_with_parameters::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        client.list_items().await?;
        println!("done");
        Ok(())
    }
}

/// `idempotency_keys`
#[rustfmt::skip]
pub mod idempotency_keys {
    use crate::idempotency_keys::{Client, types::Order};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let body = Order { item: "string".to_owned() };
        client.place_order(&body).await?;
        println!("done");
        Ok(())
    }
}

/// `in_pieces`
#[rustfmt::skip]
pub mod in_pieces {
    use crate::in_pieces::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let mut builder = Client::at(&crate::in_pieces::servers::server());
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.list_pets().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `inline_names`
#[rustfmt::skip]
pub mod inline_names {
    use crate::inline_names::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let mut builder = Client::at(&crate::inline_names::servers::server());
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.list_loaves().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `inline_objects`
#[rustfmt::skip]
pub mod inline_objects {
    use crate::inline_objects::{Client, types::{Frame, FrameInputs, FrameParameters, FrameRow}};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
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
        println!("{answer:?}");
        Ok(())
    }
}

/// `integer_enum_query`
#[rustfmt::skip]
pub mod integer_enum_query {
    use crate::integer_enum_query::{Client, types::Level};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        client.get_report(Level::Minus1).await?;
        println!("done");
        Ok(())
    }
}

/// `integer_formats`
#[rustfmt::skip]
pub mod integer_formats {
    use crate::integer_formats::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.counts(1).await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `integers_as_doubles`
#[rustfmt::skip]
pub mod integers_as_doubles {
    use crate::integers_as_doubles::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.sample().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `json_or_xml`
#[rustfmt::skip]
pub mod json_or_xml {
    use crate::json_or_xml::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.list_pets().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `listed_values`
#[rustfmt::skip]
pub mod listed_values {
    use crate::listed_values::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        println!("{client:?}");
        Ok(())
    }
}

/// `lists_of_themselves`
#[rustfmt::skip]
pub mod lists_of_themselves {
    use crate::lists_of_themselves::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.get_lists().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `long_running`
#[rustfmt::skip]
pub mod long_running {
    use crate::long_running::{Client, types::Thing};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let mut builder = Client::at(&crate::long_running::servers::server());
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let body = Thing::default();
        let answer = client.put_thing("string", &body).await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `long_running_statuses`
#[rustfmt::skip]
pub mod long_running_statuses {
    use crate::long_running_statuses::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.start_export().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `map`
#[rustfmt::skip]
pub mod map {
    use crate::map::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.get_stock().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `markdown`
#[rustfmt::skip]
pub mod markdown {
    use crate::markdown::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.run().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `media_types`
#[rustfmt::skip]
pub mod media_types {
    use crate::media_types::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.get_report(1).await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `merge_patch`
#[rustfmt::skip]
pub mod merge_patch {
    use crate::merge_patch::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.get_pet("string").await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `methods_by_group`
#[rustfmt::skip]
pub mod methods_by_group {
    use crate::methods_by_group::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let mut builder = Client::at(&crate::methods_by_group::servers::server());
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.ships().list().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `multipart`
#[rustfmt::skip]
pub mod multipart {
    use crate::multipart::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        println!("{client:?}");
        Ok(())
    }
}

/// `multipart_2_0`
#[rustfmt::skip]
pub mod multipart_2_0 {
    use crate::multipart_2_0::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        println!("{client:?}");
        Ok(())
    }
}

/// `names_for_clients`
#[rustfmt::skip]
pub mod names_for_clients {
    use crate::names_for_clients::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let mut builder = Client::at(&crate::names_for_clients::servers::server());
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.bakery_loaves_list().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `names_of_parts`
#[rustfmt::skip]
pub mod names_of_parts {
    use crate::names_of_parts::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let mut builder = Client::at(&crate::names_of_parts::servers::server());
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.list_contacts().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `nested_arrays`
#[rustfmt::skip]
pub mod nested_arrays {
    use crate::nested_arrays::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        println!("{client:?}");
        Ok(())
    }
}

/// `no_security_scheme`
#[rustfmt::skip]
pub mod no_security_scheme {
    use crate::no_security_scheme::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let mut builder = Client::at(&crate::no_security_scheme::servers::server());
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.list_things().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `null_alone`
#[rustfmt::skip]
pub mod null_alone {
    use crate::null_alone::{Client, types::{Note, Slate}};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let body = Slate {
            note: Some(Note { text: "string".to_owned() }),
            merged: Some(Note { text: "string".to_owned() }),
            ..Default::default()
        };
        client.put_slate(&body).await?;
        println!("done");
        Ok(())
    }
}

/// `nullable_forms`
#[rustfmt::skip]
pub mod nullable_forms {
    use crate::nullable_forms::{Client, types::OrderBody};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let body = OrderBody::default();
        client.order(&body).await?;
        println!("done");
        Ok(())
    }
}

/// `nullable_unions`
#[rustfmt::skip]
pub mod nullable_unions {
    use crate::nullable_unions::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        println!("{client:?}");
        Ok(())
    }
}

/// `nulls`
#[rustfmt::skip]
pub mod nulls {
    use crate::nulls::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.list_crates().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `numbers_in_text`
#[rustfmt::skip]
pub mod numbers_in_text {
    use crate::numbers_in_text::{Client, types::Order};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
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

/// `oauth_flows`
#[rustfmt::skip]
pub mod oauth_flows {
    use crate::oauth_flows::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let mut builder = Client::at(&crate::oauth_flows::servers::server());
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        client.inherited().await?;
        println!("done");
        Ok(())
    }
}

/// `object_parameters`
#[rustfmt::skip]
pub mod object_parameters {
    use crate::object_parameters::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        println!("{client:?}");
        Ok(())
    }
}

/// `odd_property_names`
#[rustfmt::skip]
pub mod odd_property_names {
    use crate::odd_property_names::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.get_reaction().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `one_value`
#[rustfmt::skip]
pub mod one_value {
    use crate::one_value::{Client, types::ThingsWord};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        client.things(ThingsWord::A).await?;
        println!("done");
        Ok(())
    }
}

/// `optional_body`
#[rustfmt::skip]
pub mod optional_body {
    use crate::optional_body::{Client, types::Settings};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let body = Settings::default();
        let answer = client.patch_settings(&body).await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `page_tokens`
#[rustfmt::skip]
pub mod page_tokens {
    use crate::page_tokens::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.list_names().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `pageable`
#[rustfmt::skip]
pub mod pageable {
    use crate::pageable::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let mut builder = Client::at(&crate::pageable::servers::server());
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.shelves_list().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `pages`
#[rustfmt::skip]
pub mod pages {
    use crate::pages::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let mut builder = Client::at(&crate::pages::servers::server());
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.list_linked().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `pages_in_bodies`
#[rustfmt::skip]
pub mod pages_in_bodies {
    use crate::pages_in_bodies::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let mut builder = Client::at(&crate::pages_in_bodies::servers::server());
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.api_key(&key);
        }
        let client = builder.build()?;
        let answer = client.list_exports().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `parameter_corners`
#[rustfmt::skip]
pub mod parameter_corners {
    use crate::parameter_corners::{Client, types::Point};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let body = Point {
            x: 1,
            ..Default::default()
        };
        let answer = client.send_headers(&body).await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `parameters`
#[rustfmt::skip]
pub mod parameters {
    use crate::parameters::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        client.get_book("string", 1).await?;
        println!("done");
        Ok(())
    }
}

/// `part_encodings`
#[rustfmt::skip]
pub mod part_encodings {
    use crate::part_encodings::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        println!("{client:?}");
        Ok(())
    }
}

/// `part_headers`
#[rustfmt::skip]
pub mod part_headers {
    use crate::part_headers::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        println!("{client:?}");
        Ok(())
    }
}

/// `parts_in_order`
#[rustfmt::skip]
pub mod parts_in_order {
    use crate::parts_in_order::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        println!("{client:?}");
        Ok(())
    }
}

/// `path_query_fragment`
#[rustfmt::skip]
pub mod path_query_fragment {
    use crate::path_query_fragment::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        client.get_old_thing("string", "string").await?;
        println!("done");
        Ok(())
    }
}

/// `pattern_properties`
#[rustfmt::skip]
pub mod pattern_properties {
    use crate::pattern_properties::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        println!("{client:?}");
        Ok(())
    }
}

/// `properties_and_map`
#[rustfmt::skip]
pub mod properties_and_map {
    use crate::properties_and_map::{Client, types::Labels};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
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

/// `querystring`
#[rustfmt::skip]
pub mod querystring {
    use crate::querystring::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        client.search_by_form().await?;
        println!("done");
        Ok(())
    }
}

/// `raw_bodies`
#[rustfmt::skip]
pub mod raw_bodies {
    use crate::raw_bodies::{Client, types::Crate};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let body = Crate {
            name: "string".to_owned(),
            ..Default::default()
        };
        client.add_crate(&body).await?;
        println!("done");
        Ok(())
    }
}

/// `read_only_write_only`
#[rustfmt::skip]
pub mod read_only_write_only {
    use crate::read_only_write_only::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.list_pets().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `recursion`
#[rustfmt::skip]
pub mod recursion {
    use crate::recursion::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        println!("{client:?}");
        Ok(())
    }
}

/// `recursion_through_all_of`
#[rustfmt::skip]
pub mod recursion_through_all_of {
    use crate::recursion_through_all_of::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        println!("{client:?}");
        Ok(())
    }
}

/// `recursive_inline`
#[rustfmt::skip]
pub mod recursive_inline {
    use crate::recursive_inline::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.list_cats().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `redirects`
#[rustfmt::skip]
pub mod redirects {
    use crate::redirects::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let body = "string".to_owned();
        let answer = client.order(&body).await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `reference_with_siblings`
#[rustfmt::skip]
pub mod reference_with_siblings {
    use crate::reference_with_siblings::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        println!("{client:?}");
        Ok(())
    }
}

/// `references_alone`
#[rustfmt::skip]
pub mod references_alone {
    use crate::references_alone::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        client.types().await?;
        println!("done");
        Ok(())
    }
}

/// `registry_formats`
#[rustfmt::skip]
pub mod registry_formats {
    use crate::registry_formats::{Client, types::Price};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
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

/// `repositories`
#[rustfmt::skip]
pub mod repositories {
    use crate::repositories::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.list_repositories().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `request_headers`
#[rustfmt::skip]
pub mod request_headers {
    use crate::request_headers::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        client.things().await?;
        println!("done");
        Ok(())
    }
}

/// `required_and_nullable`
#[rustfmt::skip]
pub mod required_and_nullable {
    use crate::required_and_nullable::{Client, types::Profile};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
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

/// `required_and_nullable_3_1`
#[rustfmt::skip]
pub mod required_and_nullable_3_1 {
    use crate::required_and_nullable_3_1::{Client, types::Profile};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
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

/// `reserved_characters`
#[rustfmt::skip]
pub mod reserved_characters {
    use crate::reserved_characters::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        println!("{client:?}");
        Ok(())
    }
}

/// `response_headers`
#[rustfmt::skip]
pub mod response_headers {
    use crate::response_headers::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.get_page().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `responses`
#[rustfmt::skip]
pub mod responses {
    use crate::responses::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.get_pet(1).await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `responses_xml`
#[rustfmt::skip]
pub mod responses_xml {
    use crate::responses_xml::{Client, types::Pet};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let body = Pet { name: "string".to_owned() };
        let answer = client.put_pet(&body).await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `rows`
#[rustfmt::skip]
pub mod rows {
    use crate::rows::{Client, types::ScoreInput};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let body = ScoreInput::default();
        let answer = client.score(&body).await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `scoring_swagger`
#[rustfmt::skip]
pub mod scoring_swagger {
    use crate::scoring_swagger::{Client, types::ServiceInput};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let body = ServiceInput {
            data: Some(vec![vec![10, 9, 8, 7, 6, 5, 4, 3, 2, 1]]),
        };
        let answer = client.run_ml_service(&body).await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `scoring_v2`
#[rustfmt::skip]
pub mod scoring_v2 {
    use crate::scoring_v2::{Client, types::ServiceInput};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let body = ServiceInput {
            data: Some(
                vec![
                    vec![0.0199132141783263, 0.0506801187398187, 0.104808689473925,
                    0.0700725447072635, -0.0359677812752396, -0.0266789028311707,
                    -0.0249926566315915, -0.00259226199818282, 0.00371173823343597,
                    0.0403433716478807]
                ],
            ),
        };
        let answer = client.run_ml_service(&body).await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `scoring_v3_0`
#[rustfmt::skip]
pub mod scoring_v3_0 {
    use crate::scoring_v3_0::{Client, types::ServiceInput};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let body = ServiceInput {
            data: Some(
                vec![
                    vec![0.0199132141783263, 0.0506801187398187, 0.104808689473925,
                    0.0700725447072635, -0.0359677812752396, -0.0266789028311707,
                    -0.0249926566315915, -0.00259226199818282, 0.00371173823343597,
                    0.0403433716478807]
                ],
            ),
        };
        let answer = client.run_ml_service(&body).await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `scoring_v3_1`
#[rustfmt::skip]
pub mod scoring_v3_1 {
    use crate::scoring_v3_1::{Client, types::ServiceInput};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let body = ServiceInput {
            data: Some(
                vec![
                    vec![0.0199132141783263, 0.0506801187398187, 0.104808689473925,
                    0.0700725447072635, -0.0359677812752396, -0.0266789028311707,
                    -0.0249926566315915, -0.00259226199818282, 0.00371173823343597,
                    0.0403433716478807]
                ],
            ),
        };
        let answer = client.run_ml_service(&body).await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `security`
#[rustfmt::skip]
pub mod security {
    use crate::security::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        client.inherited().await?;
        println!("done");
        Ok(())
    }
}

/// `server_variables`
#[rustfmt::skip]
pub mod server_variables {
    use crate::server_variables::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let mut builder = Client::at(&crate::server_variables::servers::production());
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        client.list_items().await?;
        println!("done");
        Ok(())
    }
}

/// `std_type_names`
#[rustfmt::skip]
pub mod std_type_names {
    use crate::std_type_names::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.get_result().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `streams`
#[rustfmt::skip]
pub mod streams {
    use crate::streams::{Client, types::Question};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let body = Question {
            text: "string".to_owned(),
        };
        let answer = client.chat(&body).await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `streams_3_2`
#[rustfmt::skip]
pub mod streams_3_2 {
    use crate::streams_3_2::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.get_events().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `streams_by_name`
#[rustfmt::skip]
pub mod streams_by_name {
    use crate::streams_by_name::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.list_boats().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `string_enum`
#[rustfmt::skip]
pub mod string_enum {
    use crate::string_enum::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.get_light().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `structured_fields`
#[rustfmt::skip]
pub mod structured_fields {
    use crate::structured_fields::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        println!("{client:?}");
        Ok(())
    }
}

/// `styles_3_0`
#[rustfmt::skip]
pub mod styles_3_0 {
    use crate::styles_3_0::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        client.form_query_false_string().await?;
        println!("done");
        Ok(())
    }
}

/// `styles_3_1`
#[rustfmt::skip]
pub mod styles_3_1 {
    use crate::styles_3_1::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        client.form_query_false().await?;
        println!("done");
        Ok(())
    }
}

/// `styles_3_2`
#[rustfmt::skip]
pub mod styles_3_2 {
    use crate::styles_3_2::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        client.cookie_false().await?;
        println!("done");
        Ok(())
    }
}

/// `subtypes_without_properties`
#[rustfmt::skip]
pub mod subtypes_without_properties {
    use crate::subtypes_without_properties::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let body = callsmith_runtime::serde_json::from_str("{\"kind\":\"string\"}")?;
        let answer = client.put_activity(&body).await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `tag_features`
#[rustfmt::skip]
pub mod tag_features {
    use crate::tag_features::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let mut builder = Client::at(&crate::tag_features::servers::server());
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.list_berths().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `tag_servers`
#[rustfmt::skip]
pub mod tag_servers {
    use crate::tag_servers::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let mut builder = Client::at(&crate::tag_servers::servers::server());
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        client.list_servers().await?;
        println!("done");
        Ok(())
    }
}

/// `tagged_parts`
#[rustfmt::skip]
pub mod tagged_parts {
    use crate::tagged_parts::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        println!("{client:?}");
        Ok(())
    }
}

/// `text_and_binary`
#[rustfmt::skip]
pub mod text_and_binary {
    use crate::text_and_binary::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.get_note().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `tuples`
#[rustfmt::skip]
pub mod tuples {
    use crate::tuples::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        println!("{client:?}");
        Ok(())
    }
}

/// `type_named_client`
#[rustfmt::skip]
pub mod type_named_client {
    use crate::type_named_client::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.list_clients().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `undeclared_properties`
#[rustfmt::skip]
pub mod undeclared_properties {
    use crate::undeclared_properties::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        println!("{client:?}");
        Ok(())
    }
}

/// `union_by_shape`
#[rustfmt::skip]
pub mod union_by_shape {
    use crate::union_by_shape::{Client, types::Thing};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let body = Thing::default();
        client.put_thing(&body).await?;
        println!("done");
        Ok(())
    }
}

/// `union_circles`
#[rustfmt::skip]
pub mod union_circles {
    use crate::union_circles::{Client, types::Number};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let body = Number::String("string".to_owned());
        let answer = client.put_value(&body).await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `union_default_mapping`
#[rustfmt::skip]
pub mod union_default_mapping {
    use crate::union_default_mapping::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.note().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `union_discriminator`
#[rustfmt::skip]
pub mod union_discriminator {
    use crate::union_discriminator::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.list_pets().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `union_discriminator_in_all_of`
#[rustfmt::skip]
pub mod union_discriminator_in_all_of {
    use crate::union_discriminator_in_all_of::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.list_events().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `union_exactly_one`
#[rustfmt::skip]
pub mod union_exactly_one {
    use crate::union_exactly_one::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        println!("{client:?}");
        Ok(())
    }
}

/// `union_names`
#[rustfmt::skip]
pub mod union_names {
    use crate::union_names::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        println!("{client:?}");
        Ok(())
    }
}

/// `union_of_all_of_children`
#[rustfmt::skip]
pub mod union_of_all_of_children {
    use crate::union_of_all_of_children::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.list_pets().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `union_of_lists`
#[rustfmt::skip]
pub mod union_of_lists {
    use crate::union_of_lists::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.sorted().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `union_of_numbers`
#[rustfmt::skip]
pub mod union_of_numbers {
    use crate::union_of_numbers::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.labels().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `union_of_strings`
#[rustfmt::skip]
pub mod union_of_strings {
    use crate::union_of_strings::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        println!("{client:?}");
        Ok(())
    }
}

/// `union_open_objects`
#[rustfmt::skip]
pub mod union_open_objects {
    use crate::union_open_objects::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        println!("{client:?}");
        Ok(())
    }
}

/// `union_recursive`
#[rustfmt::skip]
pub mod union_recursive {
    use crate::union_recursive::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.get_tree().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `union_sent_tags`
#[rustfmt::skip]
pub mod union_sent_tags {
    use crate::union_sent_tags::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let body = callsmith_runtime::serde_json::from_str("{\"steps\":[{}]}")?;
        let answer = client.plan(&body).await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `union_shared_tag`
#[rustfmt::skip]
pub mod union_shared_tag {
    use crate::union_shared_tag::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        println!("{client:?}");
        Ok(())
    }
}

/// `union_subtypes`
#[rustfmt::skip]
pub mod union_subtypes {
    use crate::union_subtypes::{Client, types::{Fish, FishBase}};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
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

/// `union_tags_by_enum`
#[rustfmt::skip]
pub mod union_tags_by_enum {
    use crate::union_tags_by_enum::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        println!("{client:?}");
        Ok(())
    }
}

/// `union_tags_of_other_kinds`
#[rustfmt::skip]
pub mod union_tags_of_other_kinds {
    use crate::union_tags_of_other_kinds::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        println!("{client:?}");
        Ok(())
    }
}

/// `union_told_by_limits`
#[rustfmt::skip]
pub mod union_told_by_limits {
    use crate::union_told_by_limits::{Client, types::Things};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let body = Things::default();
        let answer = client.send(&body).await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `union_told_deeper`
#[rustfmt::skip]
pub mod union_told_deeper {
    use crate::union_told_deeper::{Client, types::Report};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let body = Report::default();
        let answer = client.report(&body).await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `union_unknown_value`
#[rustfmt::skip]
pub mod union_unknown_value {
    use crate::union_unknown_value::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        println!("{client:?}");
        Ok(())
    }
}

/// `unknown_formats`
#[rustfmt::skip]
pub mod unknown_formats {
    use crate::unknown_formats::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.get_frame().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `unrequired_security`
#[rustfmt::skip]
pub mod unrequired_security {
    use crate::unrequired_security::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.list_things().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `url_encoding`
#[rustfmt::skip]
pub mod url_encoding {
    use crate::url_encoding::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.get_scoped("string", "string").await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `validate`
#[rustfmt::skip]
pub mod validate {
    use crate::validate::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.list_pets().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `verdicts`
#[rustfmt::skip]
pub mod verdicts {
    use crate::verdicts::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.find_berth().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `webhooks`
#[rustfmt::skip]
pub mod webhooks {
    use crate::webhooks::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        client.subscribe().await?;
        println!("done");
        Ok(())
    }
}

/// `whole_numbers`
#[rustfmt::skip]
pub mod whole_numbers {
    use crate::whole_numbers::{Client, types::Parcel};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let body = Parcel::default();
        client.find(1.0, &body).await?;
        println!("done");
        Ok(())
    }
}

/// `words_in_text`
#[rustfmt::skip]
pub mod words_in_text {
    use crate::words_in_text::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.level().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `words_of_yaml`
#[rustfmt::skip]
pub mod words_of_yaml {
    use crate::words_of_yaml::{Client, types::{PutReleaseChannel, Type3_10}};

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
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

/// `xml`
#[rustfmt::skip]
pub mod xml {
    use crate::xml::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        let answer = client.list_shelves().await?;
        println!("{answer:?}");
        Ok(())
    }
}

/// `xml_2_0`
#[rustfmt::skip]
pub mod xml_2_0 {
    use crate::xml_2_0::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        println!("{client:?}");
        Ok(())
    }
}

/// `xml_nested_lists`
#[rustfmt::skip]
pub mod xml_nested_lists {
    use crate::xml_nested_lists::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        println!("{client:?}");
        Ok(())
    }
}

/// `xml_node_types`
#[rustfmt::skip]
pub mod xml_node_types {
    use crate::xml_node_types::Client;

    /// The example.
    pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
        let url = std::env::var("BASE_URL")?;
        let mut builder = Client::builder(&url);
        if let Ok(key) = std::env::var("API_KEY") {
            builder = builder.bearer(&key);
        }
        let client = builder.build()?;
        println!("{client:?}");
        Ok(())
    }
}
