//! The law: units, patient, rules, plans, audit.
