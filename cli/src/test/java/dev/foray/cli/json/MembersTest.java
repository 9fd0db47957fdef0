package dev.foray.cli.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The members that scripts read are still there: {@code members.txt} has each, as {@code
 * jobs[].chunks.total}. Whoever adds members adds the lines that target/members.txt has more.
 */
class MembersTest {
  private static final Path KEPT = Path.of("src/test/resources/dev/foray/cli/json/members.txt");
  private static final JsonNode SCHEMA = JsonMapper.shared().readTree(Fields.schema());

  @Test
  void noneIsGoneOrHasAnotherName() throws IOException {
    Set<String> now = members(SCHEMA);
    Files.write(Path.of("target/members.txt"), now);

    List<String> kept = Files.readAllLines(KEPT);
    assertThat(kept).hasSizeGreaterThan(500).contains("jobs[].chunks.total", "job.causes[].count");
    assertThat(now).as("members that scripts read").containsAll(kept);
  }

  @Test
  void oneThatIsRenamedOrMovedIsMissed() {
    Set<String> members =
        members(
            JsonMapper.shared()
                .readTree(Fields.schema().replace("\"pairsPerSecond\"", "\"pairs_per_second\"")));

    assertThat(members).doesNotContain("jobs[].pairsPerSecond").contains("jobs[].pairs_per_second");
  }

  private static Set<String> members(JsonNode schema) {
    Set<String> members = new TreeSet<>();
    schema
        .get("properties")
        .properties()
        .forEach(command -> collect(schema, command.getValue(), command.getKey(), members));
    return members;
  }

  private static void collect(JsonNode schema, JsonNode type, String path, Set<String> into) {
    if (type.has("$ref")) {
      collect(schema, schema.at(type.get("$ref").asString().substring(1)), path, into);
    }
    type.path("anyOf").forEach(either -> collect(schema, either, path, into));
    if (type.has("items")) {
      collect(schema, type.get("items"), path + "[]", into);
    }
    type.path("properties")
        .properties()
        .forEach(
            member -> {
              String below = path + "." + member.getKey();
              into.add(below);
              collect(schema, member.getValue(), below, into);
            });
  }
}
