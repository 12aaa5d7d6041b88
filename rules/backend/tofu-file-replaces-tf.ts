import { createRule, declaredIn, fileNameOf, listed, placeText } from "../../src/language/index.ts";

/** So many are named; the others are counted. */
const most = 5;

export default createRule({
  name: "tofu-file-replaces-tf",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow .tofu files that lose what the .tf file of their name declares",
      level: "warning",
      recommended: true,
    },
    messages: {
      lost: "OpenTofu reads {{file}} in the place of {{replaced}}, as a whole: {{lost}} ({{place}}) {{verb}} in no file that it reads. {{remedy}}",
    },
    schema: [],
  },
  create({ report, services }) {
    return {
      File(node) {
        const file = fileNameOf(services.path);
        const name = file.replace(/\.tofu(?=(?:\.json)?$)/u, ".tf");
        if (name === file) return;
        const replaced = services.filesReadBy("terraform").find(({ fileName }) => fileNameOf(fileName) === name);
        if (!replaced) return;
        const kept = new Set(
          services.filesReadBy("opentofu").flatMap((each) => declaredIn(each).map(({ key }) => key)),
        );
        const lost = declaredIn(replaced).filter(({ key }) => !kept.has(key));
        const [first] = lost;
        if (!first) return;
        const names = lost.slice(0, most).map(({ address }) => address);
        const others = lost.length - names.length;
        report({
          at: { start: node.start, end: node.start },
          messageId: "lost",
          data: {
            file,
            replaced: name,
            lost: listed(others > 0 ? [...names, `${others} more`] : names),
            place: placeText(replaced, first.place.start),
            verb: lost.length === 1 ? "is" : "are",
            remedy: `Repeat ${lost.length === 1 ? "it" : "them"} in ${file}, or move ${lost.length === 1 ? "it" : "them"} to a file of another name.`,
          },
          related: lost.map(({ address, place }) => ({
            filePath: replaced.fileName,
            start: place.start,
            end: place.end,
            message: `OpenTofu doesn't read ${address}`,
          })),
        });
      },
    };
  },
});
