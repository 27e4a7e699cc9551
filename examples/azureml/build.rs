//! Makes a client for each kind of model. Of a model of your own, take the address `swagger_uri` of its endpoint and save the document:
//!
//! ```sh
//! curl -H "Authorization: Bearer $SCORING_KEY" "$SWAGGER_URI" >documents/rows.json
//! ```

use callsmith::Generator;

fn main() -> Result<(), callsmith::Error> {
    // Rows of numbers in, a list of numbers out.
    Generator::new("documents/rows.json").build("rows")?;
    // A table whose columns have names.
    Generator::new("documents/table.json").build("table")?;
    // Any bytes.
    Generator::new("documents/image.json").build("image")
}
