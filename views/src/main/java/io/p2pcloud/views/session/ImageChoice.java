package io.p2pcloud.views.session;

/// A base system in the catalogue.
///
/// @param id as a server's specification names it
/// @param title for people
public record ImageChoice(String id, String title) {}
