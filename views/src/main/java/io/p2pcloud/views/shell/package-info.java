/// The window around the pages: sidebar, status bar, command palette, notices, and the way from
/// page to page. The application shows it as [io.p2pcloud.views.shell.MainWindow].
@NullMarked
package io.p2pcloud.views.shell;

import org.jspecify.annotations.NullMarked;
