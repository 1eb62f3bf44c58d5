#![doc = include_str!("../README.md")]

pub mod answers;
mod authentication;
pub mod check;
pub mod clock;
pub mod document;
pub mod exchange;
pub mod fault;
pub mod limits;
pub mod log;
pub mod model;
pub mod server;
pub mod service;

pub use server::{Builder, Handler, Sandbox};
