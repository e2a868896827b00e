package io.p2pcloud.views.session;

/// What the user chose for the window; kept across starts.
public interface Preferences {
    Chosen get();

    /// Keeps the choice; a disk that cannot be written loses it at the next start and no more.
    void set(Chosen chosen);

    /// The choices.
    ///
    /// @param width of the window in pixels
    /// @param height of the window in pixels
    /// @param welcomed whether the welcome page was left once
    record Chosen(
            Appearance appearance,
            double width,
            double height,
            boolean maximized,
            boolean welcomed) {
        public static final Chosen FIRST = new Chosen(Appearance.SYSTEM, 1280, 800, false, false);

        public Chosen {
            if (!(width >= MIN_WIDTH && height >= MIN_HEIGHT)) {
                width = FIRST_WIDTH;
                height = FIRST_HEIGHT;
            }
        }

        public Chosen with(Appearance next) {
            return new Chosen(next, width, height, maximized, welcomed);
        }

        public Chosen sized(double nextWidth, double nextHeight, boolean max) {
            return new Chosen(appearance, nextWidth, nextHeight, max, welcomed);
        }

        public Chosen welcome(boolean done) {
            return new Chosen(appearance, width, height, maximized, done);
        }
    }

    double MIN_WIDTH = 1000;
    double MIN_HEIGHT = 700;
    double FIRST_WIDTH = 1280;
    double FIRST_HEIGHT = 800;

    /// Light, dark, or as the desktop is.
    enum Appearance {
        SYSTEM,
        LIGHT,
        DARK
    }
}
