package dev.foray.cli.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a browser loads once: the files beside this class that are listed here, and no others. Read
 * when they are made. Thread-safe.
 */
final class Pages {
  private static final String[] FILES = {
    "index.html",
    "style.css",
    "icon.svg",
    "words.js",
    "dom.js",
    "feed.js",
    "deeds.js",
    "grid.js",
    "jobs.js",
    "job.js",
    "chunk.js",
    "log.js",
    "nodes.js",
    "help.js",
    "keys.js",
    "main.js"
  };

  private final Map<String, Answer> byPath = new LinkedHashMap<>();

  Pages() {
    for (String file : FILES) {
      byPath.put("/" + file, new Answer(Answer.OK, type(file), text(file), Map.of()));
    }
    Answer first = byPath.remove("/" + FILES[0]);
    if (first != null) {
      byPath.put("/", first);
    }
  }

  Optional<Answer> find(String path) {
    @Nullable Answer found = byPath.get(path);
    return Optional.ofNullable(found);
  }

  private static String text(String file) {
    try (@Nullable InputStream in = Pages.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("this program lacks its file " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String type(String file) {
    String ending = file.substring(file.lastIndexOf('.') + 1);
    return switch (ending) {
      case "html" -> "text/html; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> throw new IllegalArgumentException(file);
    };
  }
}
