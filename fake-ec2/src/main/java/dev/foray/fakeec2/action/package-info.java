/** What each action of the API does to the account, and how its answer looks: a class each. */
@NullMarked
package dev.foray.fakeec2.action;

import org.jspecify.annotations.NullMarked;
