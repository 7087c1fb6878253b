//! The stair is laid out, in five steps; or why it is not.

pub mod burdens;
pub mod divide;
pub mod rings;
pub mod stand;
pub mod suits;
pub mod would_do;
pub mod unlaid;
pub mod ladder;
pub mod after_session;
pub mod watch;
pub mod prescriptions;
pub mod lay_out;
pub mod slope;
pub mod walk;
pub mod acts;
pub mod descend;
pub mod relay;
