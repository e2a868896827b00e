package io.p2pcloud.guest;

import java.util.regex.Pattern;

/// A base system that a tenant can choose.
///
/// @param id stable, such as `debian-13`
/// @param title for people, such as `Debian 13 (trixie)`
public record Image(String id, String title, VerityImage base) {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");

    public Image {
        if (!ID.matcher(id).matches() || title.isBlank()) {
            throw new IllegalArgumentException("not the name of an image: " + id);
        }
    }
}
