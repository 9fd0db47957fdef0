package dev.foray.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A page of documentation. */
record Page(Path file, List<String> lines) {
  private static final Pattern LINK =
      Pattern.compile("]\\(([^)\\s]+)\\)|^\\[[^]]+]: (\\S+)$", Pattern.MULTILINE);
  private static final Pattern REFERENCE = Pattern.compile("(?<![]`\\w])\\[([\\w.]+)](?![(:\\w])");
  private static final Pattern DEFINITION = Pattern.compile("^\\[([^]]+)]: ", Pattern.MULTILINE);
  private static final Pattern NAMED_FILE =
      Pattern.compile("`([\\w./-]+\\.(?:java|sql|md|xml|sh))`");
  private static final Pattern TABLE_CELL = Pattern.compile("\\s*\\|\\s*");

  /** A fenced block: what stands behind the fence, and the lines in it. */
  record Block(String language, String mark, List<String> lines) {}

  static Page read(Path file) {
    try {
      return new Page(file, Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Page named(String path) {
    return read(Repository.root().resolve(path));
  }

  String name() {
    return Repository.name(file);
  }

  /** The targets of the links outside fenced blocks. */
  List<String> links() {
    return LINK.matcher(prose())
        .results()
        .map(link -> link.group(1) != null ? link.group(1) : link.group(2))
        .toList();
  }

  /** The links by name, {@code [Order]}, that no line {@code [Order]: path} defines. */
  List<String> undefinedLinks() {
    List<String> defined =
        DEFINITION.matcher(prose()).results().map(line -> line.group(1)).toList();
    return REFERENCE
        .matcher(prose())
        .results()
        .map(link -> link.group(1))
        .filter(name -> !defined.contains(name))
        .toList();
  }

  /** The files that are named in running text by name or path, such as {@code V1__ledger.sql}. */
  List<String> namedFiles() {
    return NAMED_FILE.matcher(prose()).results().map(named -> named.group(1)).toList();
  }

  /** The headings as a browser knows them: {@code the-life-of-a-chunk}. */
  List<String> anchors() {
    return lines.stream()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+\\s*", "").toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }

  /** The rows of all tables, cell by cell, without the lines under their heads. */
  List<List<String>> tableRows() {
    return lines.stream()
        .filter(line -> line.startsWith("|") && !line.matches("[|\\s:-]+"))
        .map(line -> List.of(TABLE_CELL.split(line.substring(1).strip())))
        .toList();
  }

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    List<String> open = null;
    for (String line : lines) {
      if (!line.startsWith("```")) {
        if (open != null) {
          open.add(line);
        }
      } else if (open != null) {
        open = null;
      } else {
        open = new ArrayList<>();
        String[] info = (line.substring(3) + "  ").split(" ", 3);
        blocks.add(new Block(info[0], info[1], open));
      }
    }
    return blocks;
  }

  private String prose() {
    boolean[] fenced = {false};
    return lines.stream()
        .filter(
            line -> {
              fenced[0] ^= line.startsWith("```");
              return !fenced[0];
            })
        .collect(Collectors.joining("\n"));
  }
}
