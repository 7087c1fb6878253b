//! Exact units: which capsules, halves, millilitres or drops make a dose, and what to hand over.
