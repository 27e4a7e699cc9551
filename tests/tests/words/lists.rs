//! The words.

/// Keywords, strict, reserved and weak (The Rust Reference, "Keywords").
const KEYWORDS: &str = "as break const continue crate else enum extern false fn for if impl in let loop match mod move mut pub ref
    return self Self static struct super trait true type unsafe use where while async await dyn abstract become box do final
    macro override priv typeof unsized virtual yield try gen union macro_rules raw safe default auto catch _ __";

/// Associated types of traits of `core`, `serde` and the runtime.
const ASSOCIATED: &str =
    "Err Error Item Output Target Owned IntoIter Future IntoFuture Value Residual Searcher Data Success Headers
    Codec Body SerializeSeq SerializeTuple SerializeMap SerializeStruct SerializeStructVariant Deserializer Variant Page
    Metadata Pointee Discriminant Yield Return";

/// Names that every module of Rust knows.
const PRELUDE: &str = "Option Some None Result Ok Err Vec String Box Drop Clone Copy Default Debug Display Hash Iterator
    IntoIterator Extend DoubleEndedIterator ExactSizeIterator Eq PartialEq Ord PartialOrd AsRef AsMut Into From TryFrom TryInto
    FromIterator Fn FnMut FnOnce AsyncFn Send Sync Sized Unpin ToOwned ToString FromStr Deref drop size_of align_of Ordering
    PhantomData Infallible BTreeMap HashMap Cow Duration
    println print eprintln vec format assert debug_assert panic todo unimplemented unreachable concat stringify include env matches
    write dbg cfg column file line module_path derive test bench global_allocator
    i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize f32 f64 bool char str never unit tuple slice array pointer";

/// Modules and crates, and names of files that mean something.
const MODULES: &str =
    "lib main mod types client servers operations xml build tests examples benches bin src target core std alloc
    proc_macro callsmith callsmith_runtime runtime rt v1 http serde serde_core serde_json bytes tokio reqwest
    aux con nul prn com0 com1 com9 lpt1 lpt9 conin clock AUX Con LIB Main";

/// Names in generated code and in the macros of the runtime.
const GENERATED: &str = "Client Call API ALL FIELDS NAME OPEN CANDIDATES SPEC NODE TAG Unknown Base Headers Operation Server Url Json
    Union Candidate Blank InPlace Object Fields Writer Serialize Serializer Deserialize MapAccess Invalid UnknownValue FromHeader
    ParameterValue RawCall Paged LongRunning Secret Connect
    new builder at connect servers from_runtime as_str as_i64 additional_properties body send response clone clone_from fmt from into
    try_from deref borrow to_owned type_id value values source field text map one rest key index serializer deserializer
    document content_type arguments url validate rules checked write read out options eq cmp hash partial_cmp ne lt max min clamp
    pages items wait poller stream events json form multipart put bytes get iter parse next with_timeout with_ id code message
    A B C D E F G H I K O P R S T U V W a b c d e f o s t v x";

/// Words of scripts with and without case, letters that change their number with their case, and those that look like others.
const SCRIPTS: &str = "catégories größe имя продукты АВС а宠物 宠物 生产环境 ペット 펫 حيوان חיה สัตว์ जानवर ζώο ΖΩΟ ΣΊΣΥΦΟΣ ª ǆ ǅ Ǆ İ ı ß ẞ ﬁ ŉ
    K Å é ё ჩ Ⴢ Ꭰ ꭰ 𐐀 𝒳 ⅷ Ⅷ ﷺ";

/// Numbers, and words that differ by their signs or their case alone.
const ALIKE: &str =
    "1 01 1.0 -1 +1 1e3 200 2xx true True TRUE none NONE null Null yes no pet Pet PET pets p-e-t p.e.t p_e_t $pet @pet
    #pet pet[] <pet> >= <= != * */* - -- % C# C++ .NET a.b a-b a_b";

/// All of them, each once.
pub(crate) fn words() -> Vec<String> {
    let lists = [KEYWORDS, ASSOCIATED, PRELUDE, MODULES, GENERATED, SCRIPTS, ALIKE];
    let mut words: Vec<String> = lists.iter().flat_map(|list| list.split_whitespace()).map(str::to_owned).collect();
    words.push("long_".repeat(60));
    words.push("長".repeat(200));
    words.push("'static".to_owned());
    words.push("r#type".to_owned());
    words.sort();
    words.dedup();
    words
}
