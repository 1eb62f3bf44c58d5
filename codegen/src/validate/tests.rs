//! Documents held against schemas: what is wrong with them, and where.

mod dtd;
