package io.p2pcloud.common;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/// What a new server does once, after its disk was formatted: it is part of what the tenant seals,
/// and comes from nowhere else.
///
/// @param users accounts to be made beside root, who log in with the server's SSH keys; names as
///   `useradd` takes them, 1 to 32 characters
/// @param packages Debian packages to be installed, by name
/// @param script run as root when users and packages are there, at most 20 KiB of UTF-8; empty for
///   none
public record FirstBoot(List<String> users, List<String> packages, String script) {
    public static final FirstBoot NONE = new FirstBoot(List.of(), List.of(), "");
    public static final int MAX_SCRIPT = 20 * 1024;
    public static final int MAX_USERS = 16;
    public static final int MAX_PACKAGES = 64;
    private static final Pattern USER = Pattern.compile("[a-z][a-z0-9_-]{0,31}");
    // Debian Policy, 5.6.1.
    private static final Pattern PACKAGE = Pattern.compile("[a-z0-9][a-z0-9+.-]{1,99}");

    public FirstBoot {
        users = List.copyOf(users);
        packages = List.copyOf(packages);
        require(
                users,
                MAX_USERS,
                USER,
                "users",
                "A user's name has 1 to 32 lower-case letters, digits, _ or -, a letter first");
        require(
                packages,
                MAX_PACKAGES,
                PACKAGE,
                "packages",
                "A Debian package's name has 2 to 100 lower-case letters, digits, +, - and .");
        if (users.contains("root")) {
            throw new IllegalArgumentException("The user root is there without being asked for.");
        }
        int size = script.getBytes(StandardCharsets.UTF_8).length;
        if (size > MAX_SCRIPT) {
            throw new IllegalArgumentException(
                    "A start-up script may have 20 KiB; this one has " + size + " bytes.");
        }
        if (!script.isEmpty() && !script.startsWith("#!")) {
            throw new IllegalArgumentException(
                    "A start-up script begins with #! and its interpreter, such as #!/bin/sh.");
        }
    }

    /// A script alone.
    public static FirstBoot script(String script) {
        return new FirstBoot(List.of(), List.of(), script);
    }

    private static void require(
            List<String> names, int most, Pattern form, String what, String rule) {
        if (names.size() > most) {
            throw new IllegalArgumentException(
                    "A server can begin with "
                            + most
                            + " "
                            + what
                            + "; these are "
                            + names.size()
                            + ".");
        }
        var seen = new HashSet<String>();
        for (var name : names) {
            if (!form.matcher(name).matches()) {
                throw new IllegalArgumentException(rule + "; \"" + name + "\" does not.");
            }
            if (!seen.add(name)) {
                throw new IllegalArgumentException(name + " is named twice.");
            }
        }
    }
}
