package io.p2pcloud.views.session;

import java.nio.file.Path;

/// What the settings page says about the program.
///
/// @param version of this build, such as `0.1.0`
/// @param folder where everything that the program keeps lies
/// @param log what it did, for whoever looks for the cause of a failure
public record About(String version, Path folder, Path log) {}
