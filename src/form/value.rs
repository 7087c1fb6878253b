//! A value as it is typed, whatever type holds it in the request.

use palier_engine::exact::date::{Date, When};
use palier_engine::exact::decimal::Decimal;
use palier_engine::exact::dose::{Dose, Volume};
use palier_engine::person::liver::LiverTest;

/// What the text of a box says, once it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// A number, in the unit of its box.
    Number(Decimal),
    /// A day, or a month of which the day is not known.
    Day(When),
    /// A liver test.
    Test(LiverTest),
    /// A text.
    Words(String),
}

/// A type of the request whose values are typed.
pub(crate) trait Typeable: Sized {
    /// From what was read; none where it cannot be.
    fn of(value: &Value) -> Option<Self>;

    /// As it is written in its box.
    fn value(&self) -> Option<Value>;
}

/// A place of the request that holds such a value.
pub(crate) trait Slot {
    /// Holds it, where it stands by itself: what is read with others is put there with them.
    fn put(&mut self, _: &Value) {}

    /// As it is written in its box; none where nothing is known.
    fn written(&self) -> Option<Value>;
}

impl<T: Typeable> Slot for T {
    fn written(&self) -> Option<Value> {
        self.value()
    }
}

impl<T: Typeable> Slot for Option<T> {
    fn put(&mut self, value: &Value) {
        *self = T::of(value);
    }

    fn written(&self) -> Option<Value> {
        self.as_ref()?.value()
    }
}

fn number(value: &Value) -> Option<Decimal> {
    match value {
        Value::Number(number) => Some(*number),
        Value::Day(_) | Value::Test(_) | Value::Words(_) => None,
    }
}

fn whole(value: &Value) -> Option<u32> {
    let thousandths = number(value)?.thousandths();
    if thousandths.is_multiple_of(1000) { u32::try_from(thousandths / 1000).ok() } else { None }
}

impl Typeable for Decimal {
    fn of(value: &Value) -> Option<Self> {
        number(value)
    }

    fn value(&self) -> Option<Value> {
        Some(Value::Number(*self))
    }
}

/// In milligrams.
impl Typeable for Dose {
    fn of(value: &Value) -> Option<Self> {
        number(value).and_then(Self::from_milligrams)
    }

    fn value(&self) -> Option<Value> {
        Decimal::from_thousandths(self.micrograms().into()).map(Value::Number)
    }
}

/// In millilitres.
impl Typeable for Volume {
    fn of(value: &Value) -> Option<Self> {
        u32::try_from(number(value)?.thousandths()).ok().and_then(Self::from_microlitres)
    }

    fn value(&self) -> Option<Value> {
        Decimal::from_thousandths(self.microlitres().into()).map(Value::Number)
    }
}

macro_rules! whole {
    ($($count:ty)*) => {
        $(impl Typeable for $count {
            fn of(value: &Value) -> Option<Self> {
                whole(value)?.try_into().ok()
            }

            fn value(&self) -> Option<Value> {
                Some(Value::Number(Decimal::whole((*self).into())))
            }
        })*
    };
}

whole!(u8 u16);

impl Typeable for When {
    fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Day(when) => Some(*when),
            Value::Number(_) | Value::Test(_) | Value::Words(_) => None,
        }
    }

    fn value(&self) -> Option<Value> {
        Some(Value::Day(*self))
    }
}

impl Typeable for LiverTest {
    fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Test(test) => Some(*test),
            Value::Number(_) | Value::Day(_) | Value::Words(_) => None,
        }
    }

    fn value(&self) -> Option<Value> {
        Some(Value::Test(*self))
    }
}

impl Typeable for Date {
    fn of(value: &Value) -> Option<Self> {
        When::of(value).filter(|it| it.earliest() == it.latest()).map(When::earliest)
    }

    fn value(&self) -> Option<Value> {
        Some(Value::Day(When::day(*self)))
    }
}

impl Typeable for String {
    fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Words(words) => Some(words.clone()),
            Value::Number(_) | Value::Day(_) | Value::Test(_) => None,
        }
    }

    fn value(&self) -> Option<Value> {
        Some(Value::Words(self.clone()))
    }
}
