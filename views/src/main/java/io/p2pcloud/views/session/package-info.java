/// What the window needs from the rest of the program, as interfaces and values: the network it is
/// on, the services that come with it, accounts, preferences. The application's wiring implements
/// them; tests give fakes.
@NullMarked
package io.p2pcloud.views.session;

import org.jspecify.annotations.NullMarked;
