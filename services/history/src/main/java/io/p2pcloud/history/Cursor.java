package io.p2pcloud.history;

/// The place of a row in an order: its value and its number. Turning pages by it stays quick
/// however far one goes, and rows that arrive meanwhile shift nothing.
public record Cursor(String value, long number) {}
