package io.p2pcloud.views.shell;

/// Something that the palette can do.
///
/// @param heading under which it stands
record Command(Heading heading, String icon, String title, Runnable act) {
    /// The palette's headings, in their order.
    enum Heading {
        ACTS,
        PAGES
    }
}
