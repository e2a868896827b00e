package io.p2pcloud.views.shell;

import io.p2pcloud.views.common.Place;
import io.p2pcloud.views.common.Tone;
import java.util.Optional;

/// One line of the sidebar.
///
/// @param count shown at the right; empty for none
/// @param led a server's state, for the lines beneath *My servers*; empty for a page
/// @param state the led in words, for hover and screen readers
record NavItem(
        Place place,
        String icon,
        String title,
        Optional<Integer> count,
        Optional<Tone> led,
        String state) {
    static NavItem page(Place place, Optional<Integer> count) {
        return new NavItem(
                place, place.page().icon(), place.page().title(), count, Optional.empty(), "");
    }

    boolean isServer() {
        return led.isPresent();
    }
}
