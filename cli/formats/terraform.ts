import { looksLikeTerraform, readTerraform } from '../../shared/read/terraform';
import type { Format } from './format';

/** Plans and states of Terraform and OpenTofu, as `terraform show -json` prints them, and state files. */
export const terraform: Format = {
  title: 'a plan or a state of Terraform in JSON',
  // in JSON the names of types stand in quotes, and YAML that speaks of them is no plan
  markers: [/"(?:module\.[^"]*)?(?:aws|awscc)_(?:iam|sso|ssoadmin)_/],
  isOneOfSeveral: true,
  shows: looksLikeTerraform,
  read: (value, { name }, { owner }) => ({ ...readTerraform(value, { file: name, owner }), problems: [] }),
  insteadOf(name, content) {
    if (content.startsWith('PK') && content.includes('tfplan')) return `this is a plan as Terraform saves it: ${judge}`;
    if (/\.(?:tf|tofu)(?:\.json)?$/i.test(name))
      return `this is the source of a plan, which does not tell what becomes of it: ${judge}`;
    if (content.startsWith('{"@level"')) return `this tells of a run of Terraform, and not what it makes: ${judge}`;
    return undefined;
  },
};

const judge = 'judge what terraform show -json prints of a plan that terraform plan -out has saved';
