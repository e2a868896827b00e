/// The real window, used by a robot with mouse and keyboard on JavaFX's headless platform. The
/// services behind it are made up; their work runs on other threads, as in the application.
@NullMarked
package io.p2pcloud.views.window;

import org.jspecify.annotations.NullMarked;
