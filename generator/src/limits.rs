//! Bounds of what is read, followed, looked into and written.
//!
//! A document may be the output of a program that errs, or be written to cost time, memory or stack. So each search has a
//! bound, and it stands here. Few documents that a person wrote reach one.

// Bounds are counts and sizes: the same document gives the same client on each machine. A time bounds only a figure of a message.

use std::time::Duration;

// Texts. Beyond these bounds there is an error at the place that goes beyond.

/// Objects and arrays within each other in a text. Schemas within schemas are two or three each; [`STACK_BYTES`] suffices for
/// this depth.
pub(crate) const TEXT_DEPTH: usize = 512;

/// Values that aliases of YAML stand for, beside as many as the text has bytes: a few lines can stand for any number of values.
pub(crate) const YAML_ALIASED_VALUES: usize = 100_000;

/// Bytes of the keys and texts of these values, beside those of the text.
pub(crate) const YAML_ALIASED_BYTES: usize = 16 * 1024 * 1024;

// A folder of schemas may be large; beyond this a reference most likely leads into something else, such as a disk.
/// Files that a document consists of.
pub(crate) const FILES: usize = 10_000;

/// Bytes of these files together.
pub(crate) const FILE_BYTES: usize = 512 * 1024 * 1024;

/// Bytes of the stack on which the stages run. Types are as deep as schemas, and the parser of Rust takes a dozen
/// frames for each level. The thread of a test has a quarter of the stack of a program.
pub(crate) const STACK_BYTES: usize = 32 * 1024 * 1024;

// Chains. They may be circles, so they are followed up to these bounds.

/// References that lead from one to the next. A longer chain leads nowhere.
pub(crate) const REFERENCES: usize = 64;

/// References that one pointer leads through. Each costs a walk; those of people lead through one or two. A pointer through
/// more leads nowhere.
pub(crate) const REFERENCES_IN_POINTER: usize = 16;

/// Objects that refer to others, which refer to others within themselves, and so on; people nest a few of them. The reference
/// beyond is an error.
pub(crate) const NESTED_REFERENCES: usize = 64;

/// Other names for a type that lead from one to the next. The last type that was reached stands for what is beyond.
pub(crate) const TYPE_ALIASES: usize = 64;

// Schemas within schemas. Schemas may contain themselves; what is deeper than these bounds is not looked at.

/// Lists within lists whose innermost items are looked for: those of whole numbers, and those that a key of the configuration
/// leads through.
pub(crate) const LIST_DEPTH: usize = 32;

/// Schemas within each other whose limits are checked where no type stands in between; no limit is checked beyond.
pub(crate) const CONSTRAINT_DEPTH: usize = 64;

/// Quotations and items within each other in a description: each is a sign in front of all lines within it. What is deeper
/// stands in the last one.
pub(crate) const MARKDOWN_DEPTH: usize = 16;

/// Schemas within each other whose documentation is joined where no type stands in between.
pub(crate) const DOCUMENTATION_DEPTH: usize = 200;

/// Schemas within each other that a value is held against. What is deeper fits.
pub(crate) const VALUE_DEPTH: usize = 1_000;

/// Arrays within each other, by name too, that a body in XML is described by: the stack takes twice as many. What is deeper
/// is any value.
pub(crate) const XML_ARRAY_DEPTH: usize = 4_000;

/// Objects within each other in the value that shows a body. There is no such value of a deeper body.
pub(crate) const SAMPLE_DEPTH: usize = 16;

/// Texts, numbers, lists and objects of which the value that shows a body is composed. There is no such value of a larger body.
pub(crate) const SAMPLE_PARTS: usize = 300;

/// Characters of the description of an API key in which its form is looked for. Each quotation mark costs the length of
/// the text around it. The rest is not looked at.
pub(crate) const KEY_DESCRIPTION_CHARACTERS: usize = 2_000;

/// Bytes of a pattern that is translated. A longer one is not checked, which a note says.
pub(crate) const PATTERN_BYTES: usize = 10_000;

/// Copies of schemas for those that bind their dynamic references. Beyond them the references lead to their first target, which
/// a warning says.
pub(crate) const DYNAMIC_INSTANCES: usize = 20_000;

/// Tests of operations in one file of a generated crate. Those beyond are in files by group.
pub(crate) const TESTS_OF_A_FILE: usize = 60;

// The document as a whole. These bounds can be set by an option; beyond them there is an error, or of patterns a warning.

/// Schemas of a document: each costs some twenty kilobytes until it is code.
pub(crate) const SCHEMAS: usize = 250_000;

/// Listed values of all enums together: each costs some kilobytes until it is code.
pub(crate) const LISTED_VALUES: usize = 100_000;

/// Patterns that compile to more than [`PATTERN_SIZE`] bytes; one of more than [`LARGE_PATTERN_SIZE`] counts as ten. Patterns beyond
/// are not checked.
pub(crate) const LARGE_PATTERNS: usize = 300;

/// Bytes that a pattern compiles to before it counts as large.
pub(crate) const PATTERN_SIZE: usize = 64 * 1024;

/// Bytes that a pattern compiles to before it counts as ten large ones. Ten times as much is too large for the runtime.
pub(crate) const LARGE_PATTERN_SIZE: usize = 1024 * 1024;

// Schemas that are made of others. Beyond these bounds of the document as a whole there is an error.

/// Merges of merges, and unions of one schema within each other. What is deeper does not come to an end: a finding says that
/// it is cut.
pub(crate) const MERGES_OF_MERGES: u32 = 12;

/// Schemas that all say something of one value: more were not written by a person, and are not combined.
pub(crate) const MERGED_SCHEMAS: usize = 64;

/// Pairs of two lists of alternatives that are combined: more are no choice that a person makes. A finding says that they
/// are cut.
pub(crate) const UNION_PAIRS: usize = 64;

/// Alternatives that unnamed unions within a union add to it. Unions beyond are alternatives of their own.
pub(crate) const ALTERNATIVES: usize = 10_000;

/// Places of a tuple in Rust: longer ones lack traits that types need, and become lists.
pub(crate) const TUPLE_PLACES: usize = 12;

/// Keywords and entries that merging may make, beside [`MERGED_SHARE`] times those of the document. Two alternatives at each of
/// twenty levels are a million types; each entry costs some kilobytes until it is code. Documents of real services stay below a
/// third of the sum.
pub(crate) const MERGED_ENTRIES: usize = 100_000;

/// Keywords and entries that merging may make for each one of the document: inherited properties are written out.
pub(crate) const MERGED_SHARE: usize = 2;

/// Places of keywords of combined schemas that are kept for what is made of them, some 50 bytes each. Beyond, parts are combined
/// anew.
pub(crate) const INHERITED_PLACES: usize = 4_000_000;

/// Schemas that all merges together may look at. An `allOf` of the next schema, which adds a word, costs the square of
/// the length of the chain.
pub(crate) const MERGED_PARTS: usize = 4_000_000;

// Types within types.

/// Types that hold each other by value: the compiler gives up after 128 of them. The next one is boxed.
pub(crate) const INNER_TYPES: usize = 32;

/// Types within each other that decide which variant of a union a value is. What is deeper may be any value.
pub(crate) const UNION_DEPTH: usize = 16;

/// Variants of a union within a union that decide so. A union of more may be any value.
pub(crate) const UNION_VARIANTS: usize = 64;

/// The number of levels below its own at which a value is compared to tell the alternatives of a union apart. Deeper
/// differences do not decide.
pub(crate) const UNION_LEVELS: usize = 6;

/// The greatest number of entries in the tables of one union for these levels. Further entries do not decide.
pub(crate) const UNION_TABLE: usize = 256;

/// Types within each other, without a named type in between, that rules are written for. What is deeper is not checked.
pub(crate) const RULE_DEPTH: usize = 16;

/// Lists within lists in one schema. What is within them becomes any JSON value.
pub(crate) const LISTS_IN_SCHEMA: usize = 32;

/// The same with names for some of them.
pub(crate) const LISTS_WITH_NAMES: usize = 64;

/// Unnamed schemas within each other that types are made of. A deeper one is any JSON value.
pub(crate) const UNNAMED_DEPTH: usize = 200;

/// Pairs of types that are compared before two types count as different: those that contain themselves have no end.
pub(crate) const COMPARED_TYPES: usize = 1_000;

/// Types within each other before those that hold them count as different.
pub(crate) const DUPLICATE_DEPTH: usize = 16;

// XML.

/// Nodes of a table of an array that is written where the array stands. A larger one stands by itself, once: lists of lists, and
/// tuples of tuples, would be written again at each place.
pub(crate) const XML_NODES_IN_PLACE: usize = 16;

/// Nodes of all tables of XML together, beside [`XML_NODES_PER_SCHEMA`] for each schema. Beyond this is an error. A
/// node is a hundred bytes of code, and items without a name of their own have one for each property that reaches them.
pub(crate) const XML_NODES: usize = 100_000;

/// Nodes of all tables of XML for each schema of the document.
pub(crate) const XML_NODES_PER_SCHEMA: usize = 4;

// Names and messages.

/// Bytes of a method of HTTP. A longer one is no method.
pub(crate) const METHOD_BYTES: usize = 64;

/// Bytes of the name of a header, which is as many as HTTP libraries hold. A longer one is no name.
pub(crate) const HEADER_NAME_BYTES: usize = 65_535;

/// Characters of an identifier: some documents spell a whole type into a name. The rest is cut off.
pub(crate) const IDENTIFIER_CHARACTERS: usize = 120;

/// Bytes of the name of a source file; file systems take 255. The rest is cut off.
pub(crate) const FILE_NAME_BYTES: usize = 120;

/// Bytes of a misspelt name for which the nearest one is suggested. Comparing costs the square of their length, and
/// longer names are not typed by hand. There is no suggestion for a longer one.
pub(crate) const SUGGESTION_BYTES: usize = 80;

/// Pointers to nothing for which the nearest one is suggested: each is compared with all names of the document. Where more are
/// wrong, it is not by misspelling, and the others have no suggestion.
pub(crate) const SUGGESTED_POINTERS: usize = 20;

/// Files of a folder among which the name of a missing one is looked for. The others are not suggested.
pub(crate) const FOLDER_ENTRIES: usize = 1_000;

/// Characters of a path template that a message shows. Of a longer one it has the beginning.
pub(crate) const SHOWN_TEMPLATE_CHARACTERS: usize = 400;

/// Bytes at either end of a token of a JSON Pointer that its hash looks at. A path with very many parameters is a part
/// of very many pointers.
pub(crate) const HASHED_TOKEN_BYTES: usize = 64;

/// Setters of required parameters that generated code chains: the time to format a chain grows with the square of its
/// length. Further ones are statements of their own.
pub(crate) const CHAINED_SETTERS: usize = 64;

/// The time of the run that counts what would be left of a refused document. Where it takes longer, the message has no number.
pub(crate) const OPERATIONS_LEFT: Duration = Duration::from_secs(5);

/// Bytes of a line of a document that a message shows whole. Of a longer line it shows the part around its place.
pub(crate) const SHOWN_LINE_BYTES: usize = 240;

/// Messages of a run that show a part of a longer line; further ones have the position alone. To draw one takes as long as to read
/// many kilobytes.
pub(crate) const LONG_EXCERPTS: usize = 50;

/// Bytes that a message shows of the place itself in a longer line.
pub(crate) const SHOWN_SPAN_BYTES: usize = 120;

/// Bytes that a message shows on each side of the place in a longer line.
pub(crate) const SHOWN_CONTEXT_BYTES: usize = 60;

/// Features of a generated crate; the smallest groups beyond that share one. A registry takes 300.
pub(crate) const FEATURES: usize = 200;

/// Lines of a generated source file of a crate, unless a single item has more.
pub(crate) const FILE_LINES: usize = 6_000;

/// Operations whose methods stand in one block of a generated client, which is in one file.
pub(crate) const BLOCK_METHODS: usize = 50;

/// The characters that `callsmith diff` shows of private code, on each side of a change. The rest is cut off: the change is told all the same.
pub(crate) const EXCERPT_OF_CODE: usize = 120;

/// Aliases of aliases that `callsmith diff` follows to the type behind them. Generated code has as many as a document has references in a row, each
/// of which is followed while it is read.
pub(crate) const ALIASES_IN_A_ROW: usize = 64;
