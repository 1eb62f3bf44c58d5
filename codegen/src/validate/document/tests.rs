//! Documents with a DTD.
