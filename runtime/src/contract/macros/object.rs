//! The codec of a struct.

// No derive of serde. Its code owns each value in an `Option` and has a `?` for each field, which is most of what
// compiling a struct costs. Here a field is read into its place, at 0.15 of that cost (`cost --types`). The macro is
// not recursive, since the compiler would expand it field by field.
/// The codec of a struct: a row for each field, with its index, its kind, its name and its wire name.
///
/// A kind is a method of [`Fields`](crate::v1::Fields) that reads the field, and one of [`Writer`](crate::v1::Writer) that writes it. `$read` makes the
/// value that is read into, and `$required` has a bit for each field that has to be there. Behind the rows stands what becomes of other
/// entries: a field that keeps them, `; refuse`, or nothing, where they are skipped.
#[doc(hidden)]
#[macro_export]
macro_rules! __object {
    (
        $type:ident $read:ident $required:literal {
            $($index:literal $kind:ident $field:ident = $name:literal,)*
            $(.. $extra:ident $others:ident)?
            $(; $refuse:ident)?
        }
    ) => {
        impl<'de> $crate::v1::Deserialize<'de> for $type {
            #[inline]
            fn deserialize<__D: $crate::v1::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::core::result::Result<$type, __D::Error> {
                $crate::v1::$read(deserializer)
            }
        }

        impl<'de> $crate::v1::InPlace<'de> for $type {
            const NAME: &'static str = ::core::stringify!($type);
            const FIELDS: &'static [&'static str] = &[$($name),*];
            const REQUIRED: u64 = $required;

            // A field is a number here: the names are compared once, in `Fields`, which is compiled once for each
            // deserializer and not for each struct.
            #[inline]
            fn put<__A: $crate::v1::MapAccess<'de>>(&mut self, field: usize, map: &mut $crate::v1::Fields<'de, __A>) {
                match field {
                    $($index => map.$kind(&mut self.$field),)*
                    $(usize::MAX => map.$extra(&mut self.$others),)?
                    $(usize::MAX => map.$refuse(<$type as $crate::v1::InPlace<'de>>::FIELDS),)?
                    _ => map.skip(),
                }
            }
        }

        impl $crate::v1::Serialize for $type {
            fn serialize<__S: $crate::v1::Serializer>(&self, serializer: __S) -> ::core::result::Result<__S::Ok, __S::Error> {
                let mut object = $crate::v1::Writer::new(serializer);
                $(object.$kind($name, &self.$field);)*
                $(object.others(&self.$others, <$type as $crate::v1::InPlace<'static>>::FIELDS);)?
                object.end()
            }
        }
    };
}
