package io.p2pcloud.views.common;

import io.p2pcloud.tenant.ServerId;
import org.jspecify.annotations.Nullable;

/// Where the user is: a page, for [Page#SERVER] with its server.
///
/// @param tab a server's tab
public record Place(Page page, @Nullable ServerId server, ServerTab tab) {
    public Place {
        if ((page == Page.SERVER) != (server != null)) {
            throw new IllegalArgumentException("a server's page names its server, no other does");
        }
    }

    public static Place of(Page page) {
        return new Place(page, null, ServerTab.OVERVIEW);
    }

    public static Place of(ServerId server) {
        return of(server, ServerTab.OVERVIEW);
    }

    public static Place of(ServerId server, ServerTab tab) {
        return new Place(Page.SERVER, server, tab);
    }

    /// The tabs of a server's page.
    public enum ServerTab {
        OVERVIEW,
        TERMINAL,
        CONSOLE,
        MACHINE,
        BACKUPS,
        PROOF,
        MONEY
    }
}
