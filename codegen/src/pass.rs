//! Passes: plain functions, one purpose each, between the stages.

pub mod cardinality;
pub mod cycles;
pub mod names;
