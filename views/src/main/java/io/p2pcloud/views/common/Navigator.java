package io.p2pcloud.views.common;

/// Goes from page to page.
@FunctionalInterface
public interface Navigator {
    void open(Place place);

    default void open(Page page) {
        open(Place.of(page));
    }
}
