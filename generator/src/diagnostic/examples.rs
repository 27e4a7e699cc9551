//! Examples of findings: a fragment of a document that has one, and the fragment without it.

use super::Code;

/// Two fragments of a document in YAML, of which the first has a finding.
///
/// A fragment lacks what every document has: the version (3.1, unless it says otherwise) and `info`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// The fragment with the finding.
    pub wrong: &'static str,
    /// The fragment without it.
    pub right: &'static str,
}

/// The example of a code. Findings about files, overlays and the configuration, and those that need a large document, have none.
pub(super) const fn example(code: Code) -> Option<Example> {
    let (wrong, right) = match code {
        Code::Syntax => (
            "\
paths:
  /pets:
    get: { operationId: list_pets, responses: { '200': { description: ok }
",
            "\
paths:
  /pets:
    get: { operationId: list_pets, responses: { '200': { description: ok } } }
",
        ),
        Code::DuplicateKey => (
            "\
components:
  schemas:
    Pet:
      type: object
      properties:
        name: { type: string }
        name: { type: integer }
",
            "\
components:
  schemas:
    Pet:
      type: object
      properties:
        name: { type: string }
        number: { type: integer }
",
        ),
        Code::NotOpenapi => ("name: pets\nversion: 1.0.0\n", "openapi: 3.1.0\ninfo: { title: Pets, version: 1.0.0 }\n"),
        Code::UnsupportedVersion => ("swagger: '1.2'\n", "swagger: '2.0'\n"),
        Code::WrongKind => (
            "\
components:
  schemas:
    Pet:
      type: object
      properties:
        - name: { type: string }
",
            "\
components:
  schemas:
    Pet:
      type: object
      properties:
        name: { type: string }
",
        ),
        Code::MissingKey => (
            "\
components:
  securitySchemes:
    Key: { type: apiKey, in: header }
",
            "\
components:
  securitySchemes:
    Key: { type: apiKey, in: header, name: X-Key }
",
        ),
        Code::UnknownKey => (
            "\
paths:
  /pets:
    get:
      operationId: list_pets
      responses:
        '200': { description: ok, schema: { type: array } }
",
            "\
paths:
  /pets:
    get:
      operationId: list_pets
      responses:
        '200': { description: ok, content: { application/json: { schema: { type: array } } } }
",
        ),
        Code::InvalidValue => (
            "\
components:
  schemas:
    Age: { type: int }
",
            "\
components:
  schemas:
    Age: { type: integer }
",
        ),
        Code::UnresolvedReference => (
            "\
paths:
  /pets:
    get:
      operationId: list_pets
      responses:
        '200': { $ref: '#/components/responses/Pets' }
",
            "\
paths:
  /pets:
    get:
      operationId: list_pets
      responses:
        '200': { $ref: '#/components/responses/Pets' }
components:
  responses:
    Pets: { description: All pets. }
",
        ),
        Code::CircularReference => (
            "\
components:
  schemas:
    Pet: { $ref: '#/components/schemas/Pet' }
",
            "\
components:
  schemas:
    Pet:
      type: object
      properties:
        parent: { $ref: '#/components/schemas/Pet' }
",
        ),
        Code::MisplacedReference => (
            "\
paths:
  /pets:
    $ref: '#/components/pathItems/Pets'
components:
  schemas:
    Name: { $ref: '#/components/schemas/Pet/properties/name' }
    Pet: { $ref: '#/components/schemas/Animal' }
    Animal: { type: object, properties: { name: { type: string } } }
  pathItems:
    Pets: { get: { operationId: list_pets, responses: { '200': { description: ok } } } }
",
            "\
paths:
  /pets:
    $ref: '#/components/pathItems/Pets'
components:
  schemas:
    Name: { $ref: '#/components/schemas/Animal/properties/name' }
    Pet: { $ref: '#/components/schemas/Animal' }
    Animal: { type: object, properties: { name: { type: string } } }
  pathItems:
    Pets: { get: { operationId: list_pets, responses: { '200': { description: ok } } } }
",
        ),
        Code::ReferenceSibling => (
            "\
openapi: 3.0.3
paths:
  /pets:
    get:
      operationId: list_pets
      parameters:
        - { $ref: '#/components/parameters/limit', required: true }
      responses: { '200': { description: ok } }
components:
  parameters:
    limit: { name: limit, in: query, schema: { type: integer, format: int32 } }
",
            "\
openapi: 3.0.3
paths:
  /pets:
    get:
      operationId: list_pets
      parameters:
        - { $ref: '#/components/parameters/limit' }
      responses: { '200': { description: ok } }
components:
  parameters:
    limit: { name: limit, in: query, required: true, schema: { type: integer, format: int32 } }
",
        ),
        Code::Unsupported => (
            "\
paths:
  /pets:
    get: { operationId: list_pets, security: [{ Digest: [] }], responses: { '200': { description: ok } } }
components:
  securitySchemes:
    Digest: { type: http, scheme: digest }
",
            "\
paths:
  /pets:
    get: { operationId: list_pets, security: [{ Basic: [] }], responses: { '200': { description: ok } } }
components:
  securitySchemes:
    Basic: { type: http, scheme: basic }
",
        ),
        Code::LooserType => (
            "\
components:
  schemas:
    Price: { format: double }
",
            "\
components:
  schemas:
    Price: { type: number, format: double }
",
        ),
        Code::UncheckedKeyword => (
            "\
components:
  schemas:
    Name: { type: string, not: { const: admin } }
",
            "\
components:
  schemas:
    Name: { type: string, description: 'Any name but `admin`.' }
",
        ),
        Code::IgnoredKeyword => (
            "\
components:
  schemas:
    Age: { type: integer, format: int32, minLength: 1 }
",
            "\
components:
  schemas:
    Age: { type: integer, format: int32, minimum: 1 }
",
        ),
        Code::Contradiction => (
            "\
components:
  schemas:
    Size: { type: string, const: large, enum: [small, medium] }
",
            "\
components:
  schemas:
    Size: { type: string, enum: [small, medium, large] }
",
        ),
        Code::AlternativeMediaType => (
            "\
paths:
  /pets:
    get:
      operationId: list_pets
      responses:
        '200':
          description: ok
          content:
            application/json: { schema: { type: array, items: { type: string } } }
            text/csv: { schema: { type: string } }
            application/vnd.ms-excel: { schema: { type: object } }
",
            "\
paths:
  /pets:
    get:
      operationId: list_pets
      responses:
        '200':
          description: ok
          content:
            application/json: { schema: { type: array, items: { type: string } } }
",
        ),
        Code::UndefinedStyle => (
            "\
paths:
  /pets:
    get:
      operationId: list_pets
      parameters:
        - { name: tags, in: query, style: deepObject, explode: true, schema: { type: string } }
      responses: { '200': { description: ok } }
",
            "\
paths:
  /pets:
    get:
      operationId: list_pets
      parameters:
        - { name: tags, in: query, schema: { type: string } }
      responses: { '200': { description: ok } }
",
        ),
        Code::CallerEncoded => (
            "\
paths:
  /pets:
    post:
      operationId: add_pets
      requestBody:
        required: true
        content: { text/csv: { schema: { type: array, items: { type: string } } } }
      responses: { '204': { description: ok } }
",
            "\
paths:
  /pets:
    post:
      operationId: add_pets
      requestBody:
        required: true
        content: { application/json: { schema: { type: array, items: { type: string } } } }
      responses: { '204': { description: ok } }
",
        ),
        Code::MergedUnion => (
            "\
components:
  schemas:
    Tree: { oneOf: [{ $ref: '#/components/schemas/Tree' }, { type: string }, { type: boolean }] }
",
            "\
components:
  schemas:
    Tree: { oneOf: [{ type: string }, { type: boolean }] }
",
        ),
        Code::ProtocolHeader => (
            "\
paths:
  /pets:
    get:
      operationId: list_pets
      parameters:
        - { name: Content-Length, in: header, schema: { type: string } }
      responses: { '200': { description: ok } }
",
            "\
paths:
  /pets:
    get: { operationId: list_pets, responses: { '200': { description: ok } } }
",
        ),
        Code::UnsentBody => (
            "\
openapi: 3.0.3
paths:
  /pets:
    get:
      operationId: list_pets
      requestBody: { content: { application/json: { schema: { type: string } } } }
      responses: { '200': { description: ok } }
",
            "\
openapi: 3.0.3
paths:
  /pets:
    post:
      operationId: list_pets
      requestBody: { content: { application/json: { schema: { type: string } } } }
      responses: { '200': { description: ok } }
",
        ),
        Code::ResponseRole => (
            "\
paths:
  /pets:
    get:
      operationId: list_pets
      responses:
        '404': { description: There is none. }
        default: { description: All pets., content: { application/json: { schema: { type: string } } } }
",
            "\
paths:
  /pets:
    get:
      operationId: list_pets
      responses:
        '404': { description: There is none. }
        2XX: { description: All pets., content: { application/json: { schema: { type: string } } } }
",
        ),
        Code::XmlForm => (
            "\
paths:
  /pets:
    post:
      operationId: add_pet
      requestBody:
        required: true
        content: { application/xml: { schema: { type: object, properties: { name: { type: string } } } } }
      responses: { '204': { description: ok } }
",
            "\
paths:
  /pets:
    post:
      operationId: add_pet
      requestBody:
        required: true
        content:
          application/xml: { schema: { type: object, xml: { name: pet }, properties: { name: { type: string } } } }
      responses: { '204': { description: ok } }
",
        ),
        Code::UnboundedNumber => (
            "\
components:
  schemas:
    Count: { type: integer }
",
            "\
components:
  schemas:
    Count: { type: integer, format: int64 }
",
        ),
        Code::ExampleMismatch => (
            "\
components:
  schemas:
    Age: { type: integer, format: int32, minimum: 0, examples: [three] }
",
            "\
components:
  schemas:
    Age: { type: integer, format: int32, minimum: 0, examples: [3] }
",
        ),
        Code::WholeNumbers => (
            "\
paths:
  /score:
    post:
      operationId: score
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: array
              items: { type: array, items: { type: integer, format: int64 } }
              example: [[1, 2], [3, 4]]
      responses: { '200': { description: ok } }
",
            "\
paths:
  /score:
    post:
      operationId: score
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: array
              items: { type: array, items: { type: number, format: double } }
              example: [[1.5, 2.0], [3.0, 4.0]]
      responses: { '200': { description: ok } }
",
        ),
        Code::PathParameter => (
            "\
paths:
  /pets/{id}:
    get: { operationId: get_pet, responses: { '200': { description: ok } } }
",
            "\
paths:
  /pets/{id}:
    get:
      operationId: get_pet
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { '200': { description: ok } }
",
        ),
        Code::UnrequiredSecurity => (
            "\
paths:
  /pets:
    get: { operationId: list_pets, responses: { '200': { description: ok } } }
",
            "\
paths:
  /pets:
    get: { operationId: list_pets, responses: { '200': { description: ok } } }
security: [{ Token: [] }]
components:
  securitySchemes:
    Token: { type: http, scheme: bearer }
",
        ),
        Code::AuthorizationPrefix => (
            "\
security: [{ Key: [] }]
components:
  securitySchemes:
    Key: { type: apiKey, in: header, name: Authorization, description: 'Send `Bearer KEY`.' }
",
            "\
security: [{ Key: [] }]
components:
  securitySchemes:
    Key: { type: http, scheme: bearer }
",
        ),
        Code::OauthFlow => (
            "\
security: [{ Login: [] }]
components:
  securitySchemes:
    Login: { type: openIdConnect, openIdConnectUrl: https://login.example/.well-known/openid-configuration }
",
            "\
security: [{ Login: [] }]
components:
  securitySchemes:
    Login:
      type: oauth2
      flows: { clientCredentials: { tokenUrl: https://login.example/token, scopes: {} } }
",
        ),
        Code::OperationId => (
            "\
paths:
  /pets:
    get: { responses: { '200': { description: ok } } }
",
            "\
paths:
  /pets:
    get: { operationId: list_pets, responses: { '200': { description: ok } } }
",
        ),
        Code::HiddenName => (
            "\
components:
  schemas:
    Option: { type: object, properties: { name: { type: string } } }
",
            "\
components:
  schemas:
    Choice: { type: object, properties: { name: { type: string } } }
",
        ),
        Code::Unreadable
        | Code::InvalidOverlay
        | Code::OverlayUnmatched
        | Code::ExternalReference
        | Code::Skipped
        | Code::TooLarge
        | Code::UnknownOverride => return None,
    };
    Some(Example { wrong, right })
}
