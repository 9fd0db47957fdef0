/**
 * The Master's HTTPS port: releases come in and their jars go out. One class for each path; which
 * right a call needs stands there. Nothing is deserialised here.
 */
@NullMarked
package dev.foray.master.https;

import org.jspecify.annotations.NullMarked;
